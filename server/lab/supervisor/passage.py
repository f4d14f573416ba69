"""One connection through the relay: two ways of bytes, each at the pace of its slower end."""

import os
import socket
import struct
from collections.abc import Callable

from loop import READ, WRITE, Loop, clock
from mirror import Mirror
from network import borrowed

_BYTES = 1 << 16
_RESET = struct.pack("ii", 1, 0)


class _Way:
    """From one socket to the other. `kept` is what the other has not taken; nothing is read meanwhile."""

    __slots__ = ("kept", "kind", "over", "sink", "source")

    def __init__(self, kind: str, source: int, sink: int) -> None:
        self.kind = kind
        self.source = source
        self.sink = sink
        self.kept = b""
        # Its source has said all it had to say.
        self.over = False


class Passage:
    """Tells `closed` once, when both sockets are closed."""

    def __init__(
        self,
        number: int,
        client: int,
        loop: Loop,
        mirror: Mirror,
        closed: Callable[["Passage"], None],
    ) -> None:
        self.number = number
        self.inode = 0
        self.run = 0
        self._client = client
        self._redis = -1
        self._loop = loop
        self._mirror = mirror
        self._tell = closed
        # Who ended it first.
        self._by = ""
        # One end would take no more: the other will be told as harshly.
        self._broken = False

    def connect(self, redis: int) -> None:
        """`redis` is a socket that is connected, or about to be."""
        self._redis = redis
        self._up = _Way("P", self._client, redis)
        self._down = _Way("R", redis, self._client)
        self._loop.watch(redis, self._redis_ready)
        self._loop.watch(self._client, self._client_ready)

    def resume(self) -> None:
        self._watch()

    def reset(self, by: str) -> None:
        """Both sides find the connection reset."""
        self._end(by, reset=True)

    def _client_ready(self) -> None:
        self._ready(self._up, self._down)

    def _redis_ready(self) -> None:
        self._ready(self._down, self._up)

    def _ready(self, incoming: _Way, outgoing: _Way) -> None:
        """One socket is ready: what waits for it goes first."""
        if outgoing.kept:
            self._pass(outgoing, outgoing.kept)
            self._watch()
        if self._client >= 0 and not incoming.kept and not incoming.over:
            self._read(incoming)

    def _read(self, way: _Way) -> None:
        if self._held_back(way):
            self._watch()
            return
        try:
            data = os.read(way.source, _BYTES)
        except BlockingIOError:
            return
        except OSError:
            self._end("program" if way is self._up else "redis", reset=True)
            return
        if data:
            at = clock()
            self._pass(way, data)
            self._mirror.bytes(way.kind, self.number, at, data)
        else:
            self._finish(way)

    def _pass(self, way: _Way, data: bytes) -> None:
        try:
            sent = os.write(way.sink, data)
        except BlockingIOError:
            sent = 0
        except OSError:
            # What it sent before is still to be read.
            self._broken = True
            sent = len(data)
        if sent < len(data) or way.kept:
            way.kept = data[sent:]
            self._watch()
        if way.over and not way.kept:
            self._finish(way)
        elif self._broken and self._up.over:
            self._end("program", reset=True)

    def _finish(self, way: _Way) -> None:
        """The source has ended. Redis never ends one way only."""
        way.over = True
        self._by = self._by or ("program" if way is self._up else "redis")
        if way.kept:
            self._watch()
        elif way is self._down or self._broken:
            self._end(self._by, reset=self._broken)
        else:
            redis = borrowed(self._redis)
            try:
                redis.shutdown(socket.SHUT_WR)
            except OSError:
                pass
            finally:
                redis.detach()
            self._watch()

    def _held_back(self, way: _Way) -> bool:
        return self._mirror.behind if way is self._up else self._mirror.far_behind

    def _watch(self) -> None:
        if self._client < 0 or self._redis < 0:
            return
        for fd, incoming, outgoing, call in (
            (self._client, self._up, self._down, self._client_ready),
            (self._redis, self._down, self._up, self._redis_ready),
        ):
            reads = not incoming.kept and not incoming.over and not self._held_back(incoming)
            events = (READ if reads else 0) | (WRITE if outgoing.kept else 0)
            # One that is not watched for anything would still be called when it breaks, again and again.
            if events:
                self._loop.watch(fd, call, events)
            else:
                self._loop.forget(fd)

    def _end(self, by: str, reset: bool) -> None:
        if self._client < 0:
            return
        for fd in (self._client, self._redis):
            if fd >= 0:
                self._loop.forget(fd)
                if reset:
                    end = borrowed(fd)
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                    end.detach()
                os.close(fd)
        self._client = self._redis = -1
        self._mirror.say("closed", connection=self.number, at=clock(), by=self._by or by)
        self._tell(self)
