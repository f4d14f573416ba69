"""The memory of another process, read while it goes on: what is read may be half of something, or nothing."""

import os
import struct

_WORD = struct.Struct("Q")


class Memory:
    """Open while `with` lasts. Reads give nothing where there is nothing, or nothing for us."""

    def __init__(self, pid: int | str) -> None:
        self._fd = -1
        try:
            self._fd = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
        except OSError:
            pass

    def __enter__(self) -> "Memory":
        return self

    def __exit__(self, *_: object) -> None:
        if self._fd >= 0:
            os.close(self._fd)

    def read(self, address: int, size: int) -> bytes:
        """As much of it as there is."""
        if self._fd < 0:
            return b""
        try:
            return os.pread(self._fd, size, address)
        except (OSError, OverflowError, ValueError):
            return b""

    def word(self, address: int) -> int:
        """The pointer there; 0 when it cannot be read."""
        data = self.read(address, 8)
        return _WORD.unpack(data)[0] if len(data) == 8 else 0

    def words(self, address: int, count: int) -> tuple[int, ...]:
        """Up to `count` pointers that lie there."""
        data = self.read(address, 8 * count)
        return struct.unpack(f"{len(data) // 8}Q", data[: len(data) // 8 * 8])
