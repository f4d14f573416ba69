"""How long a program that was told to stop is waited for before it is ended."""

from collections.abc import Callable

# What a program needs of the processors to end by itself, and how often it is given the time for that.
_SERVED_SECONDS, _MOST = 0.2, 3


class Grace:
    """A program that a busy machine has not let run has not heard yet: it gets its time anew, but not often."""

    def __init__(
        self,
        after: Callable[[float, Callable[[], None]], object],
        look: Callable[[], tuple[float, bool]],
        over: Callable[[], None],
    ) -> None:
        """`after`: a loop's. `look`: seconds of the processors that the program has had, and whether it would run."""
        self._after = after
        self._look = look
        self._over = over
        self._left = _MOST
        self._had, _ = look()

    def give(self, ms: float) -> None:
        """`over` is called after `ms`, or after three times that at most."""

        def passed() -> None:
            self._left -= 1
            had, would_run = self._look()
            if self._left and would_run and had - self._had < _SERVED_SECONDS:
                self.give(ms)
            else:
                self._over()

        self._after(ms, passed)
