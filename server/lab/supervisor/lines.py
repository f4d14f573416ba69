"""Whole lines from a run's pipe: bytes tagged by thread are put together per thread, then let go line by line."""

import struct
from collections.abc import Callable

from turns import Owner, Turns

MAGIC_BYTES = 10
TAG = struct.Struct("<IIH")

# More than the lab has tasks: tags beyond it are forged.
_MOST_OWNERS = 64

# How long a running thread may be in the middle of its line: when nothing came after it, and while others print.
_TURN_SECONDS, _LONG_TURN_SECONDS = 0.18, 1.0
# Of that time its process must have had so much of the processors: on a busy machine it may not have run at all.
_SERVED, _MOST_SECONDS = 0.5, 10.0

_HEAD = MAGIC_BYTES + TAG.size
_PLAIN = (0, 0)


class Lines:
    """Untagged bytes count as the program's main thread. Bytes come out as they went in; only their order between threads may change."""

    def __init__(self, magic: bytes, partial_bytes: int) -> None:
        """`magic` opens a tag; a line longer than `partial_bytes` is let go before its end."""
        self._magic = magic
        self._most = partial_bytes
        self._rest = b""
        self._owner = _PLAIN
        self._left = 0
        self._held: dict[Owner, bytes] = {}
        self._since: dict[Owner, float] = {}
        # What the owner's process had had of the processors when its line was first looked at.
        self._had: dict[Owner, float] = {}
        self._fed = 0.0
        # More than one thread of one process writes.
        self._tagged = False

    def feed(self, data: bytes, now: float) -> bytes:
        """What can be shown after `data` came at `now` (seconds)."""
        self._fed = now
        buffer = self._rest + data if self._rest else data
        self._rest = b""
        out: list[bytes] = []
        at = 0
        while at < len(buffer):
            if self._left:
                part = buffer[at : at + self._left]
                self._left -= len(part)
                at += len(part)
                self._add(self._owner, part, now, out)
                continue
            tag = buffer.find(self._magic, at)
            end = tag if tag >= 0 else self._before_half_magic(buffer, at)
            if end > at:
                self._add(_PLAIN, buffer[at:end], now, out)
            if tag < 0 or len(buffer) - tag < _HEAD:
                self._rest = buffer[end:]
                break
            pid, thread, self._left = TAG.unpack_from(buffer, tag + MAGIC_BYTES)
            self._owner = (pid, thread)
            self._tagged = True
            at = tag + _HEAD
        return b"".join(out)

    @property
    def holds(self) -> bool:
        return bool(self._held or self._rest)

    def quiet(
        self,
        before: float,
        turns: Turns | None = None,
        more: Callable[[], object] = lambda: None,
    ) -> bytes:
        """Partial lines to which nothing was added since `before` (seconds); of several writers, when they wait for something.

        One that runs, or would if the others let it, is about to end its line. `more` feeds what has been written
        by then and was not read: who came to wait may have ended its line before.
        """
        due = {
            owner: since
            for owner, since in self._since.items()
            if since <= before and (not self._tagged or self._ready(owner, since, before, turns))
        }
        fed = self._fed
        if due or self._rest:
            more()
        out = [self._let_go(owner) for owner, since in due.items() if self._since.get(owner) == since]
        if self._rest and not self._held and self._fed == fed <= before:
            # Not the beginning of a tag after all: tags are written in one piece, and read in two that follow at once.
            out.append(self._rest)
            self._rest = b""
        return b"".join(out)

    def _ready(self, owner: Owner, since: float, before: float, turns: Turns | None) -> bool:
        turn = _LONG_TURN_SECONDS if self._fed > since else _TURN_SECONDS
        if turns is None:
            return since <= before - turn
        if turns.waits(owner):
            return True
        ran = turns.ran(owner)
        served = ran - self._had.setdefault(owner, ran)
        return since <= before - turn and (served >= turn * _SERVED or since <= before - _MOST_SECONDS)

    def _let_go(self, owner: Owner) -> bytes:
        self._since.pop(owner, None)
        self._had.pop(owner, None)
        return self._held.pop(owner, b"")

    def end(self) -> bytes:
        """Everything that is left."""
        out = b"".join(self._held.values()) + self._rest
        self._forget()
        self._rest = b""
        return out

    def _forget(self) -> None:
        for kept in (self._held, self._since, self._had):
            kept.clear()

    def _add(self, owner: Owner, part: bytes, now: float, out: list[bytes]) -> None:
        held = self._let_go(owner)
        end = part.rfind(b"\n") + 1
        if end:
            out.append(held + part[:end])
            held, part = b"", part[end:]
        held += part
        if len(held) > self._most:
            out.append(held)
        elif held:
            self._held[owner] = held
            self._since[owner] = now
            if len(self._held) > _MOST_OWNERS:
                out.extend(self._held.values())
                self._forget()

    def _before_half_magic(self, buffer: bytes, start: int) -> int:
        """Where a magic begins that the buffer's end cuts off, or the buffer's end."""
        for size in range(min(MAGIC_BYTES - 1, len(buffer) - start), 0, -1):
            if buffer.endswith(self._magic[:size]):
                return len(buffer) - size
        return len(buffer)
