"""A lab's socket to the server: never blocks, keeps what the server has not taken yet."""

import os
from collections.abc import Callable

from frames import FrameReader
from loop import READ, WRITE, Loop


class Channel:
    """Descriptors are kept as numbers: an object that closes one when it is forgotten would close a learner's."""

    def __init__(self, fd: int, loop: Loop, hear: Callable[[str, bytes], None]) -> None:
        self._fd = fd
        self._loop = loop
        self._hear = hear
        self._reader = FrameReader()
        self._out = bytearray()
        # The server has not taken all that it was sent.
        self._behind = False
        self.on_room: Callable[[], None] = lambda: None
        os.set_blocking(fd, False)
        loop.watch(fd, self._ready)

    @property
    def unsent(self) -> int:
        """Bytes that the server has not taken."""
        return len(self._out)

    def send(self, frame: bytes) -> None:
        self._out += frame
        if len(self._out) == len(frame):
            self._flush()

    def _ready(self) -> None:
        if self._out:
            self._flush()
        try:
            data = os.read(self._fd, 1 << 16)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            # The server is gone, and with it everything here.
            os._exit(0)
        for kind, payload in self._reader.feed(data):
            self._hear(kind, payload)

    def _flush(self) -> None:
        try:
            while self._out:
                sent = os.write(self._fd, memoryview(self._out)[: 1 << 16])
                del self._out[:sent]
        except BlockingIOError:
            self._behind = True
            self._loop.watch(self._fd, self._ready, READ | WRITE)
            return
        except OSError:
            os._exit(0)
        if self._behind:
            self._behind = False
            self._loop.watch(self._fd, self._ready, READ)
            self.on_room()
