"""The server's own connections to the lab's Redis, as bytes over the channel: beside the relay, seen by nobody."""

import os
import socket

import frames
from channel import Channel
from loop import READ, WRITE, Loop
from network import Networks, borrowed

_BYTES = 1 << 16
_MOST = 16
# More than Redis takes of one command.
_MOST_KEPT = 16 << 20
_MOST_UNSENT = 1 << 20


class _Way:
    __slots__ = ("ends", "fd", "kept")

    def __init__(self, fd: int) -> None:
        self.fd = fd
        # What Redis has not taken.
        self.kept = bytearray()
        # The server will write no more.
        self.ends = False


class Ways:
    """By the numbers that the server chose. One that ends is told as `hangup`, unless the server said so first."""

    def __init__(self, networks: Networks, loop: Loop, channel: Channel) -> None:
        self._networks = networks
        self._loop = loop
        self._channel = channel
        self._ways: dict[int, _Way] = {}
        # Some are not read, since the server is behind.
        self._stopped = False

    def connect(self, number: int) -> None:
        if number in self._ways:
            raise frames.FrameError("a way that is there already")
        if len(self._ways) >= _MOST:
            self._tell(number)
            return
        try:
            self._ways[number] = _Way(self._networks.connect())
        except OSError:
            self._tell(number)
            return
        self._watch(number)

    def take(self, number: int, data: bytes) -> None:
        """From the server; no bytes = it writes no more. What comes for one that has ended is dropped."""
        way = self._ways.get(number)
        if way is None:
            return
        way.ends = way.ends or not data
        way.kept += data
        if len(way.kept) > _MOST_KEPT:
            self._close(number)
        else:
            self._write(number)

    def hang_up(self, number: int) -> None:
        """The server does not want it any more."""
        way = self._ways.pop(number, None)
        if way is not None:
            self._loop.forget(way.fd)
            os.close(way.fd)

    def look_again(self) -> None:
        """The server has taken everything."""
        if self._stopped:
            self._stopped = False
            for number in self._ways:
                self._watch(number)

    def _ready(self, number: int) -> None:
        way = self._ways[number]
        if way.kept:
            self._write(number)
        if number in self._ways:
            self._read(number)

    def _write(self, number: int) -> None:
        way = self._ways[number]
        try:
            while way.kept:
                del way.kept[: os.write(way.fd, memoryview(way.kept)[:_BYTES])]
        except BlockingIOError:
            pass
        except OSError:
            self._close(number)
            return
        if way.ends and not way.kept:
            made = borrowed(way.fd)
            try:
                made.shutdown(socket.SHUT_WR)
            except OSError:
                pass
            finally:
                made.detach()
        self._watch(number)

    def _read(self, number: int) -> None:
        way = self._ways[number]
        if self._channel.unsent > _MOST_UNSENT:
            self._watch(number)
            return
        try:
            data = os.read(way.fd, _BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._channel.send(frames.way(number, data))
        else:
            self._close(number)

    def _watch(self, number: int) -> None:
        way = self._ways[number]
        reads = self._channel.unsent <= _MOST_UNSENT
        self._stopped = self._stopped or not reads
        events = (READ if reads else 0) | (WRITE if way.kept else 0)
        if events:
            self._loop.watch(way.fd, lambda: self._ready(number), events)
        else:
            self._loop.forget(way.fd)

    def _close(self, number: int) -> None:
        self.hang_up(number)
        self._tell(number)

    def _tell(self, number: int) -> None:
        self._channel.send(frames.message("hangup", way=number))
