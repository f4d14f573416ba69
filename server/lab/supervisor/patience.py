"""How long Redis is waited for when it is asked whether it is well: one that the machine does not let run has not been asked yet."""

from collections.abc import Callable

# As often may it get its time anew: a lab's start allows as much.
_MOST = 25


def answer_in_time(
    hear: Callable[[float], bytes | None], look: Callable[[], tuple[float, bool]], patience_s: float
) -> bytes:
    """What it answers; nothing when it hangs.

    `hear`: what came within so many seconds, None when nothing did. `look`: seconds of the processors that it has had,
    and whether it would run.
    """
    had, _ = look()
    for _ in range(_MOST):
        said = hear(patience_s)
        if said is not None:
            return said
        has, would_run = look()
        # It waits for somebody else, or was let run and did something else.
        if not would_run or has - had >= patience_s / 2:
            break
    # We may have been held up ourselves while it answered.
    return hear(0) or b""
