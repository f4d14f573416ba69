"""The learner's stdin, stdout and stderr: made as CPython makes them, and tagged by thread once there are several.

As long as a program is one thread of one process nothing here is called: its streams are CPython's own objects.
With the first thread or fork, `write` of their raw files is replaced by one that says who wrote.
"""

import _thread
import io
import os
import sys
from collections.abc import Callable
from typing import Any

from lines import TAG

# A write up to PIPE_BUF is never torn apart by another writer.
_ATOMIC = 4096

_streams: list[tuple[Any, Callable[[Any], int]]] = []


def open_streams(magic: bytes) -> None:
    """Gives this process streams over descriptors 0 to 2 as a fresh `PYTHONUNBUFFERED=1 python3` has them."""
    like = sys.stdout
    sys.stdin = sys.__stdin__ = _text(0, "<stdin>", "r", like.errors)
    sys.stdout = sys.__stdout__ = _text(1, "<stdout>", "w", like.errors)
    sys.stderr = sys.__stderr__ = _text(2, "<stderr>", "w", "backslashreplace")
    first = os.getpid()
    for stream in (sys.stdout, sys.stderr):
        raw = stream.buffer
        _streams.append((raw, _tagging(raw, magic, first)))


def tag_writes() -> None:
    """From now on every write of this process says which thread wrote."""
    for raw, write in _streams:
        raw.write = write


class TaggingDict(dict[Any, Any]):
    """Stands in for `threading`'s table of threads that are about to start."""

    def __setitem__(self, thread: Any, value: Any) -> None:
        tag_writes()
        super().__setitem__(thread, value)


def _text(fd: int, name: str, mode: str, errors: str | None) -> Any:
    raw: Any = open(fd, f"{mode}b", 0, closefd=False)
    raw.name = name
    binary = io.BufferedReader(raw) if mode == "r" else raw
    encoding = sys.stdout.encoding if sys.stdout is not None else "utf-8"
    text: Any = io.TextIOWrapper(binary, encoding, errors, "\n", False, True)
    text.mode = mode
    return text


def _tagging(raw: Any, magic: bytes, first: int) -> Callable[[Any], int]:
    fd: int = raw.fileno()
    pipe = os.fstat(fd)
    plain: Callable[[Any], int] = raw.write
    size = _ATOMIC - len(magic) - TAG.size
    # At the interpreter's end modules are emptied, and what a program says then comes here, too.
    state_of, write_to, own_pid = os.fstat, os.write, os.getpid
    own_thread, pack, bytes_of = _thread.get_native_id, TAG.pack, memoryview
    count, pieces = len, range

    def write(data: Any) -> int:
        state = state_of(fd)
        if (state.st_ino, state.st_dev) != (pipe.st_ino, pipe.st_dev):
            # Redirected by the program: not our pipe any more.
            return plain(data)
        process, thread = own_pid(), own_thread()
        if thread == first:
            process = thread = 0
        view = bytes_of(data).cast("B")
        for start in pieces(0, count(view), size):
            part = view[start : start + size]
            write_to(fd, magic + pack(process, thread, count(part)) + part)
        return count(view)

    return write
