"""Small files of the kernel's that are read again and again: to open one costs several times what it costs to read it."""

import os

import processes

_BYTES = 1 << 10
# Of all together, as far as descriptors go: connections need them more.
_MOST = 64


class Kept:
    """Opened when it is first read, and then that of the same process or thread, also when another gets its number.

    To be closed by hand: an object that closes one when it is forgotten would close a learner's.
    """

    __slots__ = ("_fd", "_path")
    _all = 0

    def __init__(self, path: str) -> None:
        self._path = path
        self._fd = -1

    def read(self) -> bytes:
        """Nothing when it is gone or not ours to read."""
        if self._fd < 0 and not self._keep():
            return processes.read(self._path)
        try:
            return os.pread(self._fd, _BYTES, 0)
        except OSError:
            return b""

    def close(self) -> None:
        """Idempotent."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
            Kept._all -= 1

    def _keep(self) -> bool:
        if Kept._all >= _MOST:
            return False
        try:
            self._fd = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return False
        Kept._all += 1
        return True
