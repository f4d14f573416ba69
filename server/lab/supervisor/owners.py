"""Whose connection: from the client's socket to the process that holds it, and on to its run."""

import os
from collections.abc import Callable, Iterable
from typing import NamedTuple

import processes
import waits
from diag import Diag
from network import ADDRESS
from processes import read, stat
from run import Run

# Who has connected lately is likely to connect again.
_RECENT = 8


class Owner(NamedTuple):
    """Zero is unknown. `process` and `thread` as the run's own namespace counts them."""

    inode: int = 0
    run: int = 0
    process: int = 0
    thread: int = 0

    @property
    def fields(self) -> dict[str, int]:
        known = {"run": self.run, "process": self.process, "thread": self.thread}
        return {name: value for name, value in known.items() if value}


class Owners:
    """Asked of each connection once, before anything is passed on."""

    def __init__(self, diag: Diag, runs: Callable[[], Iterable[Run]]) -> None:
        self._diag = diag
        self._runs = runs
        self._recent: list[int] = []

    def of(self, client: tuple[str, int]) -> Owner:
        """Of the socket that is connected from `client`. Processes that are gone are known by their run at most."""
        inode = self._diag.look(client, ADDRESS).inode
        found = self._holder(inode) if inode else None
        if found is None:
            only = [run.id for run in self._runs()]
            return Owner(inode, only[0] if len(only) == 1 else 0)
        pid, run = found
        self._recent = [pid, *(other for other in self._recent if other != pid)][:_RECENT]
        process = _inside(pid, pid)
        thread = _thread(pid, inode)
        return Owner(inode, run, process, process if thread == pid else _inside(pid, thread))

    def _holder(self, inode: int) -> tuple[int, int] | None:
        """Pid in the lab, and run."""
        inits = {run.init: run.id for run in self._runs() if run.init}
        name = f"socket:[{inode}]"
        tried = set(self._recent)
        for pid in self._recent:
            if _descriptor(pid, name) is not None and (found := _first(pid, name, inits)):
                return found
        for pid in sorted(processes.pids(), reverse=True):
            if pid in tried or pid in inits or pid == 1:
                continue
            if _descriptor(pid, name) is not None and (found := _first(pid, name, inits)):
                return found
        return None


def _first(pid: int, name: str, inits: dict[int, int]) -> tuple[int, int] | None:
    """Who held it before its children: a fork has what its parent had."""
    holder, at = pid, pid
    for _ in range(64):
        parent = _parent(at)
        if parent in inits:
            return holder, inits[parent]
        if parent <= 1:
            return None
        if _descriptor(parent, name) is not None:
            holder = parent
        at = parent
    return None


def _parent(pid: int) -> int:
    fields = stat(f"/proc/{pid}")
    return int(fields[1]) if len(fields) > 1 else 0


def _descriptor(pid: int, name: str) -> int | None:
    """The newest are looked at first."""
    folder = f"/proc/{pid}/fd"
    try:
        numbers = os.listdir(folder)
    except OSError:
        return None
    for number in reversed(numbers):
        try:
            if os.readlink(f"{folder}/{number}") == name:
                return int(number)
        except OSError:
            continue
    return None


def _thread(pid: int, inode: int) -> int:
    """The one that there is, or the only one that is at this socket right now; 0 when that cannot be said."""
    try:
        tasks = [int(task) for task in os.listdir(f"/proc/{pid}/task")]
    except OSError:
        return 0
    if len(tasks) > 1:
        fd = _descriptor(pid, f"socket:[{inode}]")
        tasks = [task for task in tasks if fd in _at(pid, task)]
    return tasks[0] if len(tasks) == 1 else 0


def _at(pid: int, task: int) -> list[int]:
    """Descriptors that a thread is reading, writing or waiting for."""
    call = waits.parse_call(read(f"/proc/{pid}/task/{task}/syscall"))
    if call is None:
        return []
    if call.kind in ("read", "write"):
        return [call.args[0]]
    return waits.polled(pid, call.args[0], call.args[1]) if call.kind == "poll" else []


def _inside(pid: int, task: int) -> int:
    """A process' or thread's number in its run's own namespace."""
    return processes.own_number(f"/proc/{pid}/task/{task}")
