"""The kernel's threads of one process, look by look: which ran since the last one, and what call each is in."""

import os
import time

import processes
import waits
from kept import Kept
from waits import Call

# A thread that used this part of the time since the last look counts as running.
_BUSY = 0.2
# What a dead thread shows until its parent has heard of it.
_NO_STACK = b"-1 0x0 0x0"


class Task:
    """`call` is None while it runs. `busy`: it ran for much of the time. `stirred`: one of both may have changed."""

    def __init__(self, pid: int, tid: int) -> None:
        place = f"/proc/{pid}/task/{tid}"
        self.tid = tid
        # As its own namespace counts it.
        self.number = processes.own_number(place)
        self.call: Call | None = None
        self.stirred = True
        self.busy = False
        # ns on the processor, or in line for it, between the last two looks at which it had stirred.
        self.ran = 0
        self._delayed = 0
        self._used: int | None = None
        self._spent = b""
        self._times = Kept(f"{place}/schedstat")
        self._calls = Kept(f"{place}/syscall")

    def look(self, passed: int) -> bool:
        """`passed`: ns since the look before. False when the thread is gone."""
        spent = self._times.read()
        # In a call then and not on the processor since: in that call still.
        self.stirred = self.call is None or self.busy or not spent or spent != self._spent
        if not self.stirred:
            return True
        text = self._calls.read()
        if not text or text.startswith(_NO_STACK):
            return False
        self.call = waits.parse_call(text)
        used, delayed = (int(field) for field in spent.split()[:2]) if spent else (0, 0)
        ran = 0 if self._used is None else used - self._used
        self.ran = ran + delayed - self._delayed
        self.busy = ran > passed * _BUSY
        self._used, self._delayed, self._spent = used, delayed, spent
        return True

    def still(self) -> bool:
        """True when it has not run since `look`."""
        return self.call is not None and self._times.read() == self._spent

    def close(self) -> None:
        self._times.close()
        self._calls.close()


class Tasks:
    """Those of one process."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.number = processes.own_number(f"/proc/{pid}")
        self.all: dict[int, Task] = {}
        # Counts the looks.
        self.turn = 0
        self._looked = time.monotonic_ns()

    @property
    def main(self) -> Task | None:
        return self.all.get(self.pid)

    @property
    def settled(self) -> bool:
        """True when all are in calls in which they can make no other thread or process."""
        return all(task.call is not None and task.call.kind for task in self.all.values())

    def look(self, news: bool) -> bool:
        """`news`: threads may have come since the look before. False when the process is gone, or shows nothing."""
        if news or not self.all:
            self._list()
        now = time.monotonic_ns()
        passed, self._looked = now - self._looked, now
        self.turn += 1
        for task in list(self.all.values()):
            if not task.look(passed):
                self._drop(task.tid)
        return bool(self.all)

    def close(self) -> None:
        for tid in list(self.all):
            self._drop(tid)

    def _list(self) -> None:
        try:
            tids = [int(name) for name in os.listdir(f"/proc/{self.pid}/task")]
        except OSError:
            tids = []
        for tid in self.all.keys() - tids:
            self._drop(tid)
        self.all = {tid: self.all.get(tid) or Task(self.pid, tid) for tid in tids}

    def _drop(self, tid: int) -> None:
        self.all.pop(tid).close()
