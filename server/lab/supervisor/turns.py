"""Whether a thread that is in the middle of its line will go on with it soon, or waits for something else."""

import os
from typing import Protocol

import processes
import waits

Owner = tuple[int, int]


class Turns(Protocol):
    """What a thread does, named by process and thread as its own namespace counts them; 0 = the first."""

    def waits(self, owner: Owner) -> bool:
        """True when nothing more comes from it before something else happens; False while it runs, or would if it were let."""


class Threads:
    """The threads of one run, found through /proc. `init` and `program` are pids in the lab."""

    def __init__(self, init: int, program: int) -> None:
        self._init = init
        self._program = program
        self._found: dict[Owner, str] = {}

    def waits(self, owner: Owner) -> bool:
        place = self._found.get(owner) or self._find(owner)
        if not place:
            return True
        self._found[owner] = place
        text = processes.read(f"{place}/syscall")
        if not text:
            del self._found[owner]
            return True
        call = waits.parse_call(text)
        # With a time limit a futex is the interpreter's own: the thread only waits for its turn.
        return call is not None and not (
            call.kind == "write" or (call.kind == "futex" and call.args[3] != 0)
        )

    def _find(self, owner: Owner) -> str:
        process, thread = owner
        pid = self._process(process) if process else self._program
        if not thread:
            return f"/proc/{pid}/task/{pid}"
        return next((place for place in _tasks(pid) if _own_number(place) == thread), "")

    def _process(self, number: int) -> int:
        below = processes.descendants(self._init, processes.parents())
        return next((pid for pid in below if _own_number(f"/proc/{pid}") == number), 0)


def _tasks(pid: int) -> list[str]:
    try:
        return [f"/proc/{pid}/task/{name}" for name in os.listdir(f"/proc/{pid}/task")]
    except OSError:
        return []


def _own_number(place: str) -> int:
    """What the innermost namespace of a process or thread calls it; 0 when it is gone."""
    for line in processes.read(f"{place}/status").splitlines():
        if line.startswith(b"NSpid:"):
            return int(line.split()[-1])
    return 0
