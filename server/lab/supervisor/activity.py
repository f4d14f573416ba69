"""What a program does right now, told from its threads' system calls: runs, or waits and for what."""

import os
import time
from typing import NamedTuple

import waits
from processes import read
from waits import Call

REDIS_PORT = 6379

_LISTENING = b"0A"
# A thread that used this part of the time since the last look counts as running.
_BUSY = 0.2


class State(NamedTuple):
    """`waits_for` is empty while the program runs; `until` is µs when a sleep ends, or None."""

    waits_for: str = ""
    until: int | None = None


class Sampler:
    """Looks at one process. `stdin` is the inode of the run's stdin pipe."""

    def __init__(self, pid: int, stdin: int) -> None:
        self._pid = pid
        self._stdin = f"pipe:[{stdin}]"
        self._used: dict[int, int] = {}
        self._looked = time.monotonic_ns()
        self._futex: Call | None = None
        # The last wait on descriptors: call, what they are, what that meant.
        self._seen: tuple[Call | None, list[str], State] = (None, [], State())

    def look(self) -> State | None:
        """None when the process is gone, or when what it waits for cannot be said yet."""
        try:
            threads = [int(name) for name in os.listdir(f"/proc/{self._pid}/task")]
        except OSError:
            return None
        calls = {thread: self._call(thread) for thread in threads}
        busy = self._busy(threads)
        if any(calls[thread] is None for thread in threads) or busy:
            self._futex = None
            return State()
        main = calls.get(self._pid)
        return None if main is None else self._waits(main)

    def _call(self, thread: int) -> Call | None:
        return waits.parse_call(read(f"/proc/{self._pid}/task/{thread}/syscall"))

    def _busy(self, threads: list[int]) -> bool:
        now = time.monotonic_ns()
        passed, self._looked = now - self._looked, now
        before, self._used = self._used, {}
        busy = False
        for thread in threads:
            fields = read(f"/proc/{self._pid}/task/{thread}/schedstat").split()
            used = int(fields[0]) if fields else 0
            self._used[thread] = used
            busy = busy or used - before.get(thread, used) > passed * _BUSY
        return busy

    def _waits(self, call: Call) -> State | None:
        futex, self._futex = self._futex, None
        if call.kind == "futex":
            # With a time limit it may be a thread that waits for the interpreter itself: that does not last.
            if call.args[3] == 0 or futex == call:
                return State("lock")
            self._futex = call
            return None
        if call.kind == "clock_nanosleep":
            return State("sleep", waits.deadline(self._pid, call))
        if call.kind in ("nanosleep", "child", "flock"):
            return State({"nanosleep": "sleep", "flock": "lock"}.get(call.kind, call.kind))
        if call.kind == "write":
            return State()
        return self._waits_on(self._descriptors(call), call)

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

    def _waits_on(self, fds: list[int], call: Call) -> State:
        if not fds and call.kind in ("poll", "select"):
            return State("sleep")
        names = [self._name(fd) for fd in fds]
        # The table of connections costs milliseconds to read: not again for the same wait.
        if (call, names) != self._seen[:2]:
            self._seen = (call, names, self._meaning(names, call))
        return self._seen[2]

    def _meaning(self, names: list[str], call: Call) -> State:
        if self._stdin in names:
            return State("input")
        sockets = _sockets(self._pid) if any(name.startswith("socket:") for name in names) else {}
        kinds = {sockets.get(name, "") for name in names}
        for kind in ("redis", "visit"):
            if kind in kinds:
                return State(kind)
        if call.kind == "epoll" and 0 < _signed(call.args[3]):
            return State("sleep")
        if call.kind != "epoll" and any(name.startswith("pipe:") for name in names):
            return State("child" if self._has_children() else "other")
        return State("other")

    def _name(self, fd: int) -> str:
        try:
            return os.readlink(f"/proc/{self._pid}/fd/{fd}")
        except OSError:
            return ""

    def _has_children(self) -> bool:
        return bool(read(f"/proc/{self._pid}/task/{self._pid}/children"))


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
