"""What CPython remembers of the file it was asked to run, found by content and exchanged in memory."""

import builtins
import ctypes
import os
import select
import struct
import sys
from collections.abc import Callable
from importlib.machinery import BuiltinImporter
from types import FrameType, ModuleType

PYTHON = "/usr/bin/python3"

_CONFIG_WORDS = 160
_WIDE = "utf-32-le"


class Placeholder:
    """The two wide strings in CPython's configuration that name the script, and the process's command line."""

    def __init__(self) -> None:
        """Raises LookupError when this CPython keeps them in another way; runs must then be exec'd."""
        self._name = sys.orig_argv[-1]
        memory = os.open("/proc/self/mem", os.O_RDONLY)
        try:
            self._file, self._argument = self._find(memory)
        finally:
            os.close(memory)
        with open("/proc/self/stat", "rb") as stat:
            fields = stat.read().rpartition(b")")[2].split()
        self._command = (int(fields[45]), int(fields[46]))

    def fits(self, path: str) -> bool:
        return len(path) < len(self._name)

    def exchange(self, path: str, argv: list[str]) -> None:
        """From now on the script is `path`, started as `python3 *argv`. For a forked child, before it returns to CPython."""
        for address, text in ((self._file, path), (self._argument, argv[0])):
            wide = f"{text}\0".encode(_WIDE)
            ctypes.memmove(address, wide, len(wide))
        sys.argv[:] = argv
        sys.orig_argv[:] = [PYTHON, *argv]
        start, end = self._command
        line = b"".join(os.fsencode(part) + b"\0" for part in sys.orig_argv)
        ctypes.memmove(start, line[: end - start - 1].ljust(end - start, b"\0"), end - start)

    def _find(self, memory: int) -> tuple[int, int]:
        wanted = f"{self._name}\0".encode(_WIDE)

        def holds(address: int) -> bool:
            return _read(memory, address, len(wanted)) == wanted

        get = ctypes.pythonapi._Py_GetConfig
        get.restype = ctypes.c_void_p
        files, arguments = [], []
        words = _read(memory, get(), 8 * _CONFIG_WORDS)
        for (word,) in struct.iter_unpack("Q", words[: len(words) // 8 * 8]):
            if word < 4096:
                continue
            if holds(word):
                files.append(word)
                continue
            # A list of strings: argv has the script first.
            first = _read(memory, word, 8)
            if len(first) == 8 and holds(struct.unpack("Q", first)[0]):
                arguments.append(struct.unpack("Q", first)[0])
        if len(files) != 1 or len(arguments) != 1:
            raise LookupError("another layout of CPython's configuration")
        return files[0], arguments[0]


def renew_main() -> ModuleType:
    """Gives this process a `__main__` of its own, as CPython makes it.

    The template's is frozen for the garbage collector: what a program leaves there would go too late at the exit.
    """
    main = ModuleType("__main__")
    setattr(main, "__loader__", BuiltinImporter)
    if sys.version_info < (3, 14):
        # Later ones make it when it is asked for (PEP 649).
        setattr(main, "__annotations__", {})
    setattr(main, "__builtins__", builtins)
    sys.modules["__main__"] = main
    return main


def close_when_begun(main: ModuleType, fd: int) -> None:
    """Closes `fd` when the first line of `main` is about to run: not before, and no line of ours comes after."""
    space = vars(main)
    # An object that closes its descriptor, without a word, when it is forgotten.
    owners = [select.epoll.fromfd(fd)]

    def first_line(frame: FrameType, event: str, _: object) -> None:
        owner = owners.pop()  # noqa: F841 - goes with this frame
        frame.f_trace = None
        sys.settrace(None)

    def first_call(frame: FrameType, event: str, _: object) -> Callable[..., None] | None:
        return first_line if frame.f_globals is space else None

    sys.settrace(first_call)


def _read(memory: int, address: int, size: int) -> bytes:
    try:
        return os.pread(memory, size, address)
    except (OSError, OverflowError):
        return b""
