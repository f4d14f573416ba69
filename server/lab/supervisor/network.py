"""The lab's two networks: the programs', and one behind it in which Redis listens, reached by the relay alone."""

import fcntl
import os
import socket
import struct

import syscalls

HOST, PORT = "127.0.0.1", 6379

# Socket buffers belong to no process: kept small, no poll would see them.
_TCP = {"tcp_wmem": "4096 16384 65536", "tcp_rmem": "4096 65536 131072"}


class Networks:
    """Descriptors are kept as numbers: an object that closes one when it is forgotten would close a learner's."""

    def __init__(self) -> None:
        """Makes both from the namespace this process is in. Needs the lab's capabilities. Raises OSError."""
        _furnish()
        self._programs = _here()
        syscalls.unshare(syscalls.NEWNET)
        _furnish()
        self._redis = _here()
        self._enter(self._programs)

    def enter_redis(self) -> None:
        """For the process that becomes Redis."""
        self._enter(self._redis)

    def socket_to_redis(self) -> int:
        """A TCP socket beside Redis that never blocks, yet to be connected. Raises OSError."""
        self._enter(self._redis)
        try:
            with socket.socket(socket.AF_INET, socket.SOCK_STREAM | socket.SOCK_NONBLOCK) as made:
                made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return made.detach()
        finally:
            self._enter(self._programs)

    def _enter(self, namespace: int) -> None:
        syscalls.set_namespace(namespace, syscalls.NEWNET)


def borrowed(fd: int) -> socket.socket:
    """An object around a TCP socket; to be detached before it is forgotten."""
    return socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, fd)


def _here() -> int:
    return os.open("/proc/self/ns/net", os.O_RDONLY | os.O_CLOEXEC)


def _furnish() -> None:
    """Brings loopback up and bounds the buffers."""
    with socket.socket() as probe:
        fcntl.ioctl(probe, 0x8914, struct.pack("16sH14x", b"lo", 0x49))
    for name, sizes in _TCP.items():
        fd = os.open(f"/proc/sys/net/ipv4/{name}", os.O_WRONLY)
        os.write(fd, sizes.encode())
        os.close(fd)
