"""Whether a thread that is in the middle of its line will go on with it soon, or waits for something else."""

import os
from collections.abc import Callable
from typing import Protocol

import processes
import waits

Owner = tuple[int, int]


class Turns(Protocol):
    """What a thread does, named by process and thread as its own namespace counts them; 0 = the first."""

    def waits(self, owner: Owner) -> bool:
        """True when nothing more comes from it before something else happens; False while it runs, or would if it were let."""

    def ran(self, owner: Owner) -> float:
        """Seconds that its process has had of the processors, to a hundredth; 0 when it is gone."""


class Threads:
    """The threads of one run, found through /proc. `init` and `program` are pids in the lab."""

    def __init__(self, init: int, program: int, own: Callable[[int], bool]) -> None:
        """`own` tells addresses of the interpreter itself, as far as they are known."""
        self._init = init
        self._program = program
        self._own = own
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
        if call is None or call.kind == "write":
            return False
        # The interpreter's own, as is one with a time limit: the thread only waits for its turn.
        return call.kind != "futex" or (call.args[3] == 0 and not self._own(call.args[0]))

    def ran(self, owner: Owner) -> float:
        place = self._found.get(owner) or self._find(owner)
        return processes.ran(int(place.split("/")[2])) if place else 0.0

    def _find(self, owner: Owner) -> str:
        process, thread = owner
        pid = self._process(process) if process else self._program
        if not thread:
            return f"/proc/{pid}/task/{pid}"
        return next((place for place in _tasks(pid) if processes.own_number(place) == thread), "")

    def _process(self, number: int) -> int:
        below = processes.descendants(self._init, processes.parents())
        return next((pid for pid in below if processes.own_number(f"/proc/{pid}") == number), 0)


def _tasks(pid: int) -> list[str]:
    try:
        return [f"/proc/{pid}/task/{name}" for name in os.listdir(f"/proc/{pid}/task")]
    except OSError:
        return []
