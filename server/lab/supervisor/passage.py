"""One connection through the relay: two ways of bytes, each at the pace of its slower end."""

import os
import socket
from collections.abc import Callable

from loop import READ, WRITE, Loop, clock
from mirror import FROM_PROGRAM, FROM_REDIS, Mirror
from network import borrowed, close_harshly

_BYTES = 1 << 16


class _Way:
    """From one socket to the other."""

    __slots__ = ("by", "kept", "kind", "over", "sink", "source")

    def __init__(self, by: str, kind: int, source: int, sink: int) -> None:
        # Who ends the connection when the source does.
        self.by = by
        self.kind = kind
        self.source = source
        self.sink = sink
        # What the sink has not taken; nothing is read meanwhile.
        self.kept = b""
        # The source has said all it had to say.
        self.over = False


class Passage:
    """Takes both sockets. Tells `closed` once, when they are closed."""

    def __init__(self, number: int, ends: tuple[int, int], loop: Loop, mirror: Mirror) -> None:
        """`ends`: the sockets to the program and to Redis; the latter may still be about to be connected."""
        self.number = number
        # Of the program's own socket, and of the run that it belongs to; 0 is unknown.
        self.inode = 0
        self.run = 0
        self.closed: Callable[[Passage], None] = lambda passage: None
        self._loop = loop
        self._mirror = mirror
        client, redis = ends
        self._up = _Way("program", FROM_PROGRAM, client, redis)
        self._down = _Way("redis", FROM_REDIS, redis, client)
        # Who ended it first.
        self._by = ""
        # A socket takes no more for good: the other side will hear of it as harshly.
        self._broken = False
        self._open = True
        self.look_again()

    def look_again(self) -> None:
        """Watches what it can go on with. One socket watched for nothing would still be told to be broken, again and again."""
        if not self._open:
            return
        up, down = self._up, self._down
        for incoming, outgoing, call in ((up, down, self._client_ready), (down, up, self._redis_ready)):
            reads = not (incoming.kept or incoming.over or self._mirror.stops(incoming.kind))
            events = (READ if reads else 0) | (WRITE if outgoing.kept else 0)
            if events:
                self._loop.watch(incoming.source, call, events)
            else:
                self._loop.forget(incoming.source)

    def reset(self, by: str) -> None:
        """Both sides find the connection reset."""
        self._end(by, reset=True)

    def _client_ready(self) -> None:
        self._ready(self._up, self._down)

    def _redis_ready(self) -> None:
        self._ready(self._down, self._up)

    def _ready(self, incoming: _Way, outgoing: _Way) -> None:
        if outgoing.kept:
            self._push(outgoing)
        if self._open and not incoming.kept and not incoming.over:
            self._read(incoming)

    def _read(self, way: _Way) -> None:
        if self._mirror.stops(way.kind):
            self.look_again()
            return
        try:
            data = os.read(way.source, _BYTES)
        except BlockingIOError:
            return
        except OSError:
            self._end(way.by, reset=True)
            return
        if not data:
            self._finish(way)
            return
        at = clock()
        sent = self._write(way, data)
        # Afterwards: neither side is to wait for what the server is told.
        self._mirror.passed(way.kind, self.number, at, data)
        if sent < len(data):
            way.kept = data[sent:]
            self.look_again()
        elif self._broken:
            self._check_broken()

    def _push(self, way: _Way) -> None:
        """The sink takes something again."""
        way.kept = way.kept[self._write(way, way.kept) :]
        if self._broken:
            self._check_broken()
        if not way.kept and way.over:
            self._finish(way)
        self.look_again()

    def _write(self, way: _Way, data: bytes) -> int:
        try:
            return os.write(way.sink, data)
        except BlockingIOError:
            return 0
        except OSError:
            # What it has sent before is still to be read.
            self._broken = True
            return len(data)

    def _check_broken(self) -> None:
        """A program that had ended its side, and now takes nothing more, will never be heard of again."""
        if self._up.over:
            self._end("program", reset=True)

    def _finish(self, way: _Way) -> None:
        """The source has ended; Redis never ends one way only."""
        way.over = True
        self._by = self._by or way.by
        if way.kept:
            self.look_again()
        elif way is self._down or self._broken:
            self._end(way.by, reset=self._broken)
        else:
            _shut(way.sink)
            self.look_again()

    def _end(self, by: str, reset: bool) -> None:
        if not self._open:
            return
        self._open = False
        for fd in (self._up.source, self._down.source):
            self._loop.forget(fd)
            close_harshly(fd) if reset else os.close(fd)
        self._mirror.say("closed", connection=self.number, by=self._by or by)
        self.closed(self)


def _shut(fd: int) -> None:
    """No more will be written; a connection that is gone by now tells so when it is read."""
    end = borrowed(fd)
    try:
        end.shutdown(socket.SHUT_WR)
    except OSError:
        pass
    finally:
        end.detach()
