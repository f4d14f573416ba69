"""System calls in which a thread may wait, by architecture, and how to read what they wait for."""

import os
import platform
import struct
from typing import NamedTuple

_X86_64 = {
    **{0: "read", 19: "read", 45: "read", 47: "read", 17: "read"},
    **{1: "write", 20: "write", 44: "write", 46: "write"},
    **{7: "poll", 271: "poll", 23: "select", 270: "select"},
    **{232: "epoll", 281: "epoll", 441: "epoll"},
    **{35: "nanosleep", 230: "clock_nanosleep", 202: "futex", 449: "futex"},
    **{61: "child", 247: "child", 43: "read", 288: "read", 42: "read", 73: "flock"},
}
_AARCH64 = {
    **{63: "read", 65: "read", 207: "read", 212: "read", 67: "read"},
    **{64: "write", 66: "write", 206: "write", 211: "write"},
    **{73: "poll", 72: "select", 22: "epoll", 441: "epoll"},
    **{101: "nanosleep", 115: "clock_nanosleep", 98: "futex"},
    **{260: "child", 95: "child", 202: "read", 242: "read", 203: "read", 32: "flock"},
}
_CALLS = {"x86_64": _X86_64, "aarch64": _AARCH64}.get(platform.machine(), {})

_MOST_FDS = 256
_TIME = struct.Struct("qq")
# Seconds; more of them are no time of the wire's.
_FOREVER = 1 << 32


class Call(NamedTuple):
    """A system call that a thread is in: what kind, with which arguments."""

    kind: str
    args: tuple[int, ...]


def parse_call(text: bytes) -> Call | None:
    """From /proc/PID/task/TID/syscall; None while the thread runs or is in none."""
    fields = text.split()
    if len(fields) < 7 or not fields[0].isdigit():
        return None
    return Call(_CALLS.get(int(fields[0]), ""), tuple(int(field, 16) for field in fields[1:7]))


def polled(pid: int, address: int, count: int) -> list[int]:
    """Descriptors in an array of struct pollfd."""
    size = min(count, _MOST_FDS)
    data = memory(pid, address, 8 * size)
    # The program may take the array's second page away while it waits.
    whole = len(data) // 8 * 8
    return [fd for fd, _, _ in struct.iter_unpack("ihh", data[:whole]) if fd >= 0]


def selected(pid: int, address: int, count: int) -> list[int]:
    """Descriptors in an fd_set."""
    data = memory(pid, address, (min(count, 1024) + 63) // 64 * 8) if address else b""
    return [fd for fd in range(min(count, len(data) * 8)) if data[fd // 8] >> fd % 8 & 1]


def watched_by_epoll(pid: int, fd: int) -> list[int]:
    """Descriptors that an epoll descriptor watches."""
    try:
        with open(f"/proc/{pid}/fdinfo/{fd}", "rb") as info:
            lines = info.read(1 << 16).splitlines()
    except OSError:
        return []
    return [int(line.split()[1]) for line in lines if line.startswith(b"tfd:")]


def deadline(pid: int, call: Call) -> int | None:
    """µs of CLOCK_MONOTONIC at which a clock_nanosleep ends, when it was given as such and can be told."""
    absolute, monotonic = call.args[1] & 1, call.args[0] == 1
    data = memory(pid, call.args[2], _TIME.size) if absolute and monotonic else b""
    if len(data) < _TIME.size:
        return None
    seconds, nanos = _TIME.unpack(data)
    # The thread may have gone on since: then these are any bytes. And it may sleep for ever.
    if not (0 <= nanos < 1_000_000_000 and 0 <= seconds < _FOREVER):
        return None
    return int(seconds * 1_000_000 + nanos // 1000)


def memory(pid: int, address: int, size: int) -> bytes:
    """Bytes of another process; nothing when they cannot be read."""
    try:
        fd = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    except OSError:
        return b""
    try:
        return os.pread(fd, size, address)
    except (OSError, OverflowError):
        return b""
    finally:
        os.close(fd)
