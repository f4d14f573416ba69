"""Keeps the lab's memory and sockets within bounds while programs run: the biggest run is ended, by name."""

import os
import time
from collections.abc import Callable, Iterable

import processes
from births import Births
from config import Limits
from kept import Kept
from run import Run

# What one of our own inits holds for itself; the rest of it is shared with the template.
_INIT_BYTES = 2 << 20
# What may change hands between two measurements without anybody being given a page.
_SLACK = 24 << 20
_STALE_S = 1.0
# Processes are listed when some may have come, and so often in any case.
_MEET_EVERY_S = 1.0
# File locks are memory of the kernel that belongs to no process; a database has a handful.
_MOST_LOCKS = 1000
# To open the list of locks, the kernel waits until every processor has been elsewhere, and one reader waits for the
# other: of fifty labs that looked ten times a second, programs waited for seconds. What has not spent so much time
# in the kernel has taken few locks: half a µs each.
_LOCKS_KERNEL_S = 0.2
_LOCKS_EVERY_S = 1.0
# How often that time is asked for: what is taken meanwhile is less than between two counts.
_TIMES_EVERY_S = 0.5


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
        # While runs live: an idle lab's pages of it stay the template's.
        self._births: Births | None = None
        # Of the runs that live, and all that is ours.
        self._inits: set[int] = set()
        self._ours: set[int] = set()
        # By pid, what tells the memory of all others.
        self._sizes: dict[int, Kept] = {}
        self._met = 0.0
        self._resident = 0
        self._share = 0
        # Pages given by pid, at the last measurement.
        self._faults: dict[int, int] = {}
        self._measured = 0.0
        # Seconds in the kernel by pid, when locks were counted last.
        self._in_kernel: dict[int, float] = {}
        # From when on it is worth while again.
        self._count_at = 0.0
        # To open it costs five times as much as to read it.
        self._sockstat = os.open("/proc/net/sockstat", os.O_RDONLY | os.O_CLOEXEC)

    def look(self) -> None:
        now = time.monotonic()
        self._look_at_sockets()
        self._meet(now)
        pids = list(self._sizes)
        self._look_at_locks(pids, now)
        resident = sum(map(self._size, pids))
        most = self._limits.memory
        if resident + _INIT_BYTES * len(self._ours) <= most:
            return
        # PSS costs twenty times as much to read: only when it can have come near.
        faults = {pid: processes.faults(pid) for pid in pids}
        guess = self._share + self._grown(resident, faults) + _SLACK
        if guess <= most and now - self._measured < _STALE_S:
            return
        self._resident, self._faults, self._measured = resident, faults, now
        self._share = sum(map(processes.share, pids)) + _INIT_BYTES * len(self._ours)
        if self._share > most:
            self._end_biggest(processes.share, "memory")
            self._measured = 0.0

    def end_biggest(self, cause: str) -> None:
        """The kernel found that the lab has too much memory; all that is known here is who has how much."""
        self._end_biggest(processes.share, cause)

    def rest(self) -> None:
        """No run lives."""
        self._met = 0.0
        if self._births is not None:
            self._births.close()
        for pid in list(self._sizes):
            self._forget(pid)

    def _meet(self, now: float) -> None:
        inits = {run.init for run in self._runs()}
        self._births = self._births or Births()
        news = self._births.news() or inits != self._inits
        if not news and now - self._met < _MEET_EVERY_S:
            return
        self._inits, self._ours, self._met = inits, inits | self._idle(), now
        there = set(processes.pids()) - self._ours
        for pid in self._sizes.keys() - there:
            self._forget(pid)
        for pid in there - self._sizes.keys():
            self._sizes[pid] = Kept(f"/proc/{pid}/statm")

    def _size(self, pid: int) -> int:
        """What it has in memory, bytes."""
        statm = self._sizes[pid].read()
        if not statm:
            self._forget(pid)
        return processes.resident(statm)

    def _forget(self, pid: int) -> None:
        self._sizes.pop(pid).close()

    def _grown(self, resident: int, faults: dict[int, int]) -> int:
        """At most, since the last measurement: a page written to that was shared is a new one, yet no more is resident."""
        given = sum(max(0, now - self._faults.get(pid, 0)) for pid, now in faults.items())
        return max(0, resident - self._resident) + given * processes.PAGE

    def _look_at_sockets(self) -> None:
        fields = os.pread(self._sockstat, 1 << 12, 0).split()
        most = self._limits.sockets
        if len(fields) > 2 and int(fields[2]) > most and int(fields[2]) - self._sockets() > most:
            self._end_biggest(processes.open_sockets, "sockets")

    def _look_at_locks(self, pids: list[int], now: float) -> None:
        if now < self._count_at:
            return
        self._count_at = now + _TIMES_EVERY_S
        in_kernel = {pid: processes.in_kernel(pid) for pid in pids}
        spent = sum(max(0, s - self._in_kernel.get(pid, 0)) for pid, s in in_kernel.items())
        if spent < _LOCKS_KERNEL_S:
            return
        self._count_at, self._in_kernel = now + _LOCKS_EVERY_S, in_kernel
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
