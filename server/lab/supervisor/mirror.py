"""What passes the relay, told to the server: gathered for a moment, so that telling costs the programs little."""

from typing import Any

import frames
from channel import Channel
from loop import Loop, Timer, clock

# What comes after a quiet spell is told at once, the rest with what follows within this time.
_GATHER_MS = 2
_GATHER_BYTES = 1 << 15


class Mirror:
    """Everything in order: opened, bytes, closed. `behind` and `far_behind` ask whoever reads to stop."""

    def __init__(self, channel: Channel, loop: Loop, unsent: int) -> None:
        self._channel = channel
        self._loop = loop
        self._unsent = unsent
        self._held = bytearray()
        self._timer: Timer | None = None
        self._told = 0

    @property
    def behind(self) -> bool:
        """The server has not taken so much that programs must wait."""
        return self._channel.unsent > self._unsent

    @property
    def far_behind(self) -> bool:
        """So much that Redis must wait, too."""
        return self._channel.unsent > 8 * self._unsent

    def say(self, op: str, **fields: Any) -> None:
        self._add(frames.message(op, **fields), clock())

    def bytes(self, kind: str, connection: int, at: int, data: bytes) -> None:
        """`P` from a program, `R` from Redis; `at` in µs."""
        self._add(frames.output(kind, connection, at, data), at)

    def flush(self) -> None:
        """Before anything that must come after what has passed."""
        if self._held:
            held, self._held = self._held, bytearray()
            self._channel.send(held)
            self._told = clock()

    def _add(self, frame: bytes, now: int) -> None:
        self._held += frame
        if len(self._held) > _GATHER_BYTES or now - self._told > 1000 * _GATHER_MS:
            self.flush()
        elif self._timer is None:
            self._timer = self._loop.after(_GATHER_MS, self._late)

    def _late(self) -> None:
        self._timer = None
        self.flush()
