"""What passes the relay, told to the server: gathered for a moment, so that telling costs the programs little."""

import struct
from typing import Any

import frames
from channel import Channel
from loop import Loop, clock

FROM_PROGRAM, FROM_REDIS = ord("P"), ord("R")

# What Redis says after a quiet spell is told at once, the rest with what follows within this time.
_GATHER_MS = 4
_GATHER_BYTES = 1 << 15

_HEAD = struct.Struct(">IBIQ")


class Mirror:
    """Everything in order: opened, bytes, closed."""

    def __init__(self, channel: Channel, loop: Loop, unsent: int) -> None:
        self._channel = channel
        self._loop = loop
        self._unsent = unsent
        self._held = bytearray()
        self._stopped = False
        # A timer runs, at whose end everything is told.
        self._gathers = False
        # Nothing was told since before the last quiet spell.
        self._quiet = True

    def stops(self, kind: int) -> bool:
        """The server has not taken so much that programs must wait; with far more, Redis must wait too."""
        most = self._unsent if kind == FROM_PROGRAM else 8 * self._unsent
        if self._channel.unsent <= most:
            return False
        self._stopped = True
        return True

    def goes_on(self) -> bool:
        """Whether somebody was stopped since this was asked last."""
        stopped, self._stopped = self._stopped, False
        return stopped

    def say(self, op: str, **fields: Any) -> None:
        self._held += frames.message(op, at=clock(), **fields)
        self._tell_later()

    def passed(self, kind: int, connection: int, at: int, data: bytes) -> None:
        """`at` in µs, when `data` was passed on."""
        self._held += _HEAD.pack(len(data) + 13, kind, connection, at)
        self._held += data
        if self._quiet and kind == FROM_REDIS:
            # A command alone is not told: its answer is next, and nobody should wait for it longer.
            self._quiet = False
            self._loop.soon(self.flush)
        self._tell_later()

    def flush(self) -> None:
        """Before anything that must come after what has passed."""
        if self._held:
            held, self._held = self._held, bytearray()
            self._channel.send(held)

    def _tell_later(self) -> None:
        if len(self._held) > _GATHER_BYTES:
            self.flush()
        elif not self._gathers:
            self._gathers = True
            self._loop.after(_GATHER_MS, self._late)

    def _late(self) -> None:
        self._gathers = False
        self._quiet = not self._held
        if self._held:
            self.flush()
            self._tell_later()
