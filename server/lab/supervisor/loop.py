"""One poll loop: descriptors and timers. Without timers it sleeps until something happens."""

import heapq
import select
import time
from collections.abc import Callable
from itertools import count

READ, WRITE = select.POLLIN, select.POLLOUT


class Timer:
    """One call in the future; `cancel` may be called at any time."""

    __slots__ = ("call",)

    def __init__(self, call: Callable[[], None]) -> None:
        self.call: Callable[[], None] | None = call

    def cancel(self) -> None:
        self.call = None


class Loop:
    """Owns no descriptor: whoever watches one forgets it before closing it."""

    def __init__(self) -> None:
        self._poll = select.poll()
        self._calls: dict[int, Callable[[], None]] = {}
        self._timers: list[tuple[float, int, Timer]] = []
        self._soon: list[Callable[[], None]] = []
        self._order = count()

    def watch(self, fd: int, call: Callable[[], None], events: int = READ) -> None:
        """Calls when `fd` is ready for `events`, or broken. Watching it again replaces both."""
        self._calls[fd] = call
        self._poll.register(fd, events)

    def forget(self, fd: int) -> None:
        if self._calls.pop(fd, None) is not None:
            self._poll.unregister(fd)

    def soon(self, call: Callable[[], None]) -> None:
        """Calls when all that is ready now has been seen to."""
        self._soon.append(call)

    def after(self, ms: float, call: Callable[[], None]) -> Timer:
        timer = Timer(call)
        heapq.heappush(self._timers, (time.monotonic() + ms / 1000, next(self._order), timer))
        return timer

    def every(self, ms: Callable[[], float], call: Callable[[], None]) -> Timer:
        """Calls until cancelled, `ms()` after the end of the call before."""
        timer = Timer(call)

        def again() -> None:
            if timer.call is not None:
                timer.call()
                self.after(ms(), again)

        self.after(ms(), again)
        return timer

    def run(self) -> None:
        """Never returns, but raises what a call raises."""
        while True:
            self.turn()

    def turn(self) -> None:
        """Waits until something happens, and sees to it."""
        for fd, _ in self._poll.poll(self._wait_ms()):
            call = self._calls.get(fd)
            if call is not None:
                call()
        self._ring()
        while self._soon:
            self._soon.pop(0)()

    def _wait_ms(self) -> float | None:
        while self._timers and self._timers[0][2].call is None:
            heapq.heappop(self._timers)
        if not self._timers:
            return None
        return max(0.0, (self._timers[0][0] - time.monotonic()) * 1000)

    def _ring(self) -> None:
        now = time.monotonic()
        while self._timers and self._timers[0][0] <= now:
            call = heapq.heappop(self._timers)[2].call
            if call is not None:
                call()


def clock() -> int:
    """µs of CLOCK_MONOTONIC, the time of the wire."""
    return time.monotonic_ns() // 1000
