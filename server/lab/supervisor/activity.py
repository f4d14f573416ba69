"""What a process does right now, told from its threads' system calls: runs, or waits and for what."""

import os
from collections.abc import Callable
from typing import NamedTuple

import waits
from processes import children
from tasks import Task, Tasks
from waits import Call

REDIS_PORT = 6379

_LISTENING = b"0A"


class State(NamedTuple):
    """`waits_for` is empty while it runs; `until` is µs when a sleep ends, or None."""

    waits_for: str = ""
    until: int | None = None


class Wait(NamedTuple):
    """What a call means. `socket` is the inode of the connection to Redis that it reads, 0 for none."""

    state: State
    socket: int = 0


class Activity:
    """Of one process. `stdin` is the inode of the run's stdin pipe."""

    def __init__(self, tasks: Tasks, stdin: int, own: Callable[[int], bool] | None) -> None:
        """`own` tells addresses of the interpreter itself; None where it cannot be known."""
        self._tasks = tasks
        self._pid = tasks.pid
        self._stdin = f"pipe:[{stdin}]"
        self._own = own
        self._futex: dict[int, Call] = {}
        # By thread: when it was last found out, and what.
        self._waits: dict[int, tuple[int, Wait]] = {}
        # By thread, its last wait on descriptors: call, what they are, what that meant.
        self._seen: dict[int, tuple[Call, list[str], Wait]] = {}

    def state(self) -> State | None:
        """Of the process as a whole, after a look. None when what it waits for cannot be said yet."""
        tasks = self._tasks.all.values()
        main = self._tasks.main
        if main is None or any(task.call is None or task.busy for task in tasks):
            return State()
        wait = self.wait(main)
        return None if wait is None else wait.state

    def wait(self, task: Task) -> Wait | None:
        """Of one thread, after a look. None when it cannot be said yet."""
        turn, known = self._waits.get(task.tid, (0, None))
        if known is not None and (turn == self._tasks.turn or not task.stirred):
            return known
        wait = self._find(task)
        if wait is None:
            self._waits.pop(task.tid, None)
        else:
            self._waits[task.tid] = (self._tasks.turn, wait)
        return wait

    def forget(self, tid: int) -> None:
        for each in (self._waits, self._seen, self._futex):
            each.pop(tid, None)

    def _find(self, task: Task) -> Wait | None:
        if task.call is None or task.busy:
            self._futex.pop(task.tid, None)
            return Wait(State())
        if task.call.kind == "futex":
            return self._lock(task.tid, task.call)
        return self._call(task.tid, task.call)

    def _lock(self, tid: int, call: Call) -> Wait | None:
        if self._own is not None:
            # The interpreter's own: the thread would run if it were its turn.
            return Wait(State() if self._own(call.args[0]) else State("lock"))
        # With a time limit it may be a thread that waits for the interpreter itself: that does not last.
        if call.args[3] == 0 or self._futex.get(tid) == call:
            return Wait(State("lock"))
        self._futex[tid] = call
        return None

    def _call(self, tid: int, call: Call) -> Wait:
        if call.kind == "clock_nanosleep":
            return Wait(State("sleep", waits.deadline(self._pid, call)))
        if call.kind in ("nanosleep", "child", "flock"):
            named = {"nanosleep": "sleep", "flock": "lock"}
            return Wait(State(named.get(call.kind, call.kind)))
        if call.kind == "write":
            return Wait(State())
        return self._waits_on(tid, self._descriptors(call), call)

    def _descriptors(self, call: Call) -> list[int]:
        if call.kind == "read":
            return [call.args[0]]
        if call.kind == "poll":
            return waits.polled(self._pid, call.args[0], call.args[1])
        if call.kind == "select":
            asked = [waits.selected(self._pid, address, call.args[0]) for address in call.args[1:3]]
            return asked[0] + asked[1]
        if call.kind == "epoll":
            return waits.watched_by_epoll(self._pid, call.args[0])
        return []

    def _waits_on(self, tid: int, fds: list[int], call: Call) -> Wait:
        if not fds and call.kind in ("poll", "select"):
            return Wait(State("sleep"))
        names = [self._name(fd) for fd in fds]
        # The table of connections costs milliseconds to read: not again for the same wait.
        seen = self._seen.get(tid)
        if seen is None or (call, names) != seen[:2]:
            seen = self._seen[tid] = (call, names, self._meaning(names, call))
        return seen[2]

    def _meaning(self, names: list[str], call: Call) -> Wait:
        if self._stdin in names:
            return Wait(State("input"))
        sockets = _sockets(self._pid) if any(name.startswith("socket:") for name in names) else {}
        for kind in ("redis", "visit"):
            of_kind = [name for name in names if sockets.get(name) == kind]
            if of_kind:
                inode = int(of_kind[0].strip("socket:[]"))
                return Wait(State(kind), inode if kind == "redis" else 0)
        if call.kind == "epoll" and 0 < _signed(call.args[3]):
            return Wait(State("sleep"))
        if call.kind != "epoll" and any(name.startswith("pipe:") for name in names):
            return Wait(State("child" if children(self._pid) else "other"))
        return Wait(State("other"))

    def _name(self, fd: int) -> str:
        try:
            return os.readlink(f"/proc/{self._pid}/fd/{fd}")
        except OSError:
            return ""


def _sockets(pid: int) -> dict[str, str]:
    """`redis` or `visit` by a socket's name in /proc/PID/fd: from the lab's table of TCP connections."""
    rows = [
        row.split()
        for family in ("tcp", "tcp6")
        for row in _table(f"/proc/{pid}/net/{family}").splitlines()[1:]
    ]
    ports = [(_port(row[1]), _port(row[2]), row[3], row[9]) for row in rows if len(row) > 9]
    heard = {local for local, _, state, _ in ports if state == _LISTENING}
    found = {}
    for local, remote, _, inode in ports:
        if remote == REDIS_PORT:
            found[f"socket:[{inode.decode()}]"] = "redis"
        elif local in heard:
            found[f"socket:[{inode.decode()}]"] = "visit"
    return found


def _table(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(1 << 20)
    except OSError:
        return b""


def _port(address: bytes) -> int:
    return int(address.rpartition(b":")[2], 16)


def _signed(value: int) -> int:
    value &= 0xFFFFFFFF
    return value - (1 << 32) if value >> 31 else value
