"""Keeps the lab's memory and sockets within bounds while programs run: the biggest run is ended, by name."""

import time
from collections.abc import Callable, Iterable

import processes
from config import Limits
from run import Run

# What one of our own inits holds for itself; the rest of it is shared with the template.
_INIT_BYTES = 2 << 20
# What may change hands between two measurements without anybody being given a page.
_SLACK = 24 << 20
_STALE_S = 1.0
# File locks are memory of the kernel that belongs to no process; a database has a handful.
_MOST_LOCKS = 1000


class Watch:
    """`look` is called every `memoryEveryMs` while runs live."""

    def __init__(
        self,
        limits: Limits,
        runs: Callable[[], Iterable[Run]],
        idle: Callable[[], set[int]],
        sockets: Callable[[], int],
    ) -> None:
        """`idle`: processes of ours that wait to be used; `sockets`: how many of the lab's are ours."""
        self._sockets = sockets
        self._idle = idle
        self._limits = limits
        self._runs = runs
        self._resident = 0
        self._share = 0
        # Pages given by pid, at the last measurement.
        self._faults: dict[int, int] = {}
        self._measured = 0.0

    def look(self) -> None:
        self._look_at_sockets()
        self._look_at_locks()
        ours = {run.init for run in self._runs()} | self._idle()
        pids = [pid for pid in processes.pids() if pid not in ours]
        resident = sum(map(processes.resident, pids))
        most = self._limits.memory
        if resident + _INIT_BYTES * len(ours) <= most:
            return
        # PSS costs twenty times as much to read: only when it can have come near.
        now = time.monotonic()
        faults = {pid: processes.faults(pid) for pid in pids}
        guess = self._share + self._grown(resident, faults) + _SLACK
        if guess <= most and now - self._measured < _STALE_S:
            return
        self._resident, self._faults, self._measured = resident, faults, now
        self._share = sum(map(processes.share, pids)) + _INIT_BYTES * len(ours)
        if self._share > most:
            self._end_biggest(processes.share, "memory")
            self._measured = 0.0

    def end_biggest(self, cause: str) -> None:
        """The kernel found that the lab has too much memory; all that is known here is who has how much."""
        self._end_biggest(processes.share, cause)

    def _grown(self, resident: int, faults: dict[int, int]) -> int:
        """At most, since the last measurement: a page written to that was shared is a new one, yet no more is resident."""
        given = sum(max(0, now - self._faults.get(pid, 0)) for pid, now in faults.items())
        return max(0, resident - self._resident) + given * processes.PAGE

    def _look_at_sockets(self) -> None:
        fields = processes.read("/proc/net/sockstat").split()
        most = self._limits.sockets
        if len(fields) > 2 and int(fields[2]) > most and int(fields[2]) - self._sockets() > most:
            self._end_biggest(processes.open_sockets, "sockets")

    def _look_at_locks(self) -> None:
        held = processes.locks(_MOST_LOCKS)
        if sum(held.values()) >= _MOST_LOCKS:
            self._end_biggest(lambda pid: held.get(pid, 0), "memory")

    def _end_biggest(self, measure: Callable[[int], int], cause: str) -> None:
        parents = processes.parents()
        sizes: list[tuple[int, Run]] = []
        for run in self._runs():
            if run.init:
                inside = processes.descendants(run.init, parents) - {run.init}
                sizes.append((sum(map(measure, inside)), run))
        if sizes:
            max(sizes, key=lambda pair: pair[0])[1].kill(cause)
