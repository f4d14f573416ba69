"""A confined process that does one thing for the supervisor and tells it in frames: what it touches is the learner's."""

import os
from collections.abc import Callable
from typing import NoReturn, Protocol

import frames
import syscalls
from loop import Loop
from namespace import Nest, limit, limit_nothing_left, open_null, set_stdio

OUT = 3
_PART = 1 << 16


class Hearer(Protocol):
    """Whoever sent the errand."""

    def heard(self, kind: str, payload: bytes) -> None: ...

    def over(self) -> None:
        """Once, last: the process is gone."""


class Errand:
    """Created started. Ends by itself, or by `kill`."""

    def __init__(self, nest: Nest, loop: Loop, work: Callable[[], None], hearer: Hearer) -> None:
        """`work` runs in the process and tells by `send`. Raises OSError."""
        self._loop = loop
        self._hearer = hearer
        self._reader = frames.FrameReader()
        self._fd, write = os.pipe()

        def child() -> NoReturn:
            confine(nest, write, nest.config.limits.program.fileSize)
            work()
            os._exit(0)

        try:
            self._pid = nest.fork(child)
        except OSError:
            os.close(self._fd)
            raise
        finally:
            os.close(write)
        os.set_blocking(self._fd, False)
        loop.watch(self._fd, self._read)

    def kill(self) -> None:
        """`over` follows."""
        if self._pid:
            os.kill(self._pid, 9)

    def _read(self) -> None:
        try:
            data = os.read(self._fd, _PART)
        except BlockingIOError:
            return
        for kind, payload in self._reader.feed(data):
            self._hearer.heard(kind, payload)
        if not data:
            self._end()

    def _end(self) -> None:
        self._loop.forget(self._fd)
        os.close(self._fd)
        os.kill(self._pid, 9)
        os.waitpid(self._pid, 0)
        self._pid = 0
        self._hearer.over()


def confine(nest: Nest, write: int, file_size: int) -> None:
    """In the child: nothing is left open but `write`, as OUT, and nothing can be done but a run's work."""
    limits = nest.config.limits.program
    os.setsid()
    null = open_null()
    set_stdio(null, null, null)
    os.dup2(write, OUT)
    syscalls.close_from(OUT + 1)
    limit(DATA=limits.data, AS=limits.address, NOFILE=limits.openFiles, FSIZE=file_size)
    limit_nothing_left(limits.pendingSignals)
    nest.confine()
    # The supervisor must be able to tell its share of memory: else all that it shares counts as its own.
    syscalls.set_dumpable(True)


def send(frame: bytes) -> None:
    """From the process to its hearer."""
    view = memoryview(frame)
    while view:
        view = view[os.write(OUT, view) :]
