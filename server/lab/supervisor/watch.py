"""Keeps the lab's memory and sockets within bounds while programs run: the biggest run is ended, by name."""

import os
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
# To open the list of locks, the kernel waits until every processor has been elsewhere, and one reader waits for the
# other: of fifty labs that looked ten times a second, programs waited for seconds. What has not spent so much time
# in the kernel has taken few locks: half a µs each.
_LOCKS_KERNEL_S = 0.2
_LOCKS_EVERY_S = 1.0


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
        # Seconds in the kernel by pid, when locks were counted last.
        self._in_kernel: dict[int, float] = {}
        self._counted = 0.0
        # To open it costs five times as much as to read it.
        self._sockstat = os.open("/proc/net/sockstat", os.O_RDONLY | os.O_CLOEXEC)

    def look(self) -> None:
        self._look_at_sockets()
        ours = {run.init for run in self._runs()} | self._idle()
        pids = [pid for pid in processes.pids() if pid not in ours]
        self._look_at_locks(pids)
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
        fields = os.pread(self._sockstat, 1 << 12, 0).split()
        most = self._limits.sockets
        if len(fields) > 2 and int(fields[2]) > most and int(fields[2]) - self._sockets() > most:
            self._end_biggest(processes.open_sockets, "sockets")

    def _look_at_locks(self, pids: list[int]) -> None:
        now = time.monotonic()
        if now - self._counted < _LOCKS_EVERY_S:
            return
        in_kernel = {pid: processes.in_kernel(pid) for pid in pids}
        spent = sum(max(0, s - self._in_kernel.get(pid, 0)) for pid, s in in_kernel.items())
        if spent < _LOCKS_KERNEL_S:
            return
        self._counted, self._in_kernel = now, in_kernel
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
