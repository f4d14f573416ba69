"""Whether the lab's list of processes and threads can have become longer: to list them costs most of a look."""

from kept import Kept

# Who has a number is listed a moment later: at the next look, unless its maker was stopped in between.
_LOOKS = 2


class Births:
    """Where the kernel does not tell, there is always news."""

    def __init__(self) -> None:
        # Ends with the last number that was given in our namespace, or in one below.
        self._numbers = Kept("/proc/loadavg")
        self._last = b""
        self._looks = 0

    def news(self) -> bool:
        """False when all who live could be listed when this was last asked."""
        last = self._numbers.read().rpartition(b" ")[2]
        if last != self._last or not last:
            self._last, self._looks = last, _LOOKS
        self._looks -= 1
        return self._looks >= 0

    def unsure(self) -> None:
        """Somebody may just be making another."""
        self._looks = _LOOKS

    def close(self) -> None:
        """Until it is asked again."""
        self._numbers.close()
