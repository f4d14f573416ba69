"""The lab's two networks: the programs', and one behind it in which Redis listens, reached through the relay alone."""

import errno
import fcntl
import os
import socket
import struct

import syscalls
from diag import Diag

# Of Redis, and of the relay in its place.
ADDRESS = ("127.0.0.1", 6379)

# What Redis itself asks for.
_BACKLOG = 511
# Socket buffers belong to no process: kept small, no poll would see them.
_TCP = {"tcp_wmem": "4096 16384 65536", "tcp_rmem": "4096 65536 131072"}
# Buckets of a table of connections. Where all namespaces share the machine's, whoever asks for the few connections of a
# lab looks through hundreds of thousands: a tenth of what labs cost went there.
_BUCKETS = 4096
_TAKEN = (errno.EADDRINUSE, errno.EADDRNOTAVAIL)


class Networks:
    """Descriptors are kept as numbers: an object that closes one when it is forgotten would close a learner's."""

    def __init__(self, apart: bool) -> None:
        """Furnishes the namespace this process is in, and makes the other. Needs the lab's capabilities. Raises OSError.

        Not `apart`: there is one for all, and no room for a relay.
        """
        self.apart = apart
        _furnish()
        self._programs = self._redis = _here()
        if apart:
            # The programs' is the second one, since only such a one can have a table of its own.
            _own_table_in_next()
            syscalls.unshare(syscalls.NEWNET)
            _furnish()
            self._programs = _here()
        self.diag = Diag()

    def enter_redis(self) -> None:
        """For the process that becomes Redis."""
        self._enter(self._redis)

    def listen(self) -> int:
        """A listening socket where programs look for Redis. Raises OSError when one of them listens there itself."""
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM | socket.SOCK_NONBLOCK) as made:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind(ADDRESS)
            made.listen(_BACKLOG)
            return made.detach()

    def connect(self) -> int:
        """A socket to Redis that never blocks; it may still be about to be connected. Raises OSError."""
        return self._connect(None)

    def connect_from(self, source: tuple[str, int]) -> int:
        """From the address that the program has, so that Redis shows that; from any when it is still in use."""
        try:
            return self._connect(source)
        except OSError as error:
            if error.errno not in _TAKEN:
                raise
        return self._connect(None)

    def _connect(self, source: tuple[str, int] | None) -> int:
        with self._beside_redis() as made:
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if source is not None:
                made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                made.bind(source)
            try:
                made.connect(ADDRESS)
            except BlockingIOError:
                pass
            return made.detach()

    def _beside_redis(self) -> socket.socket:
        self._enter(self._redis)
        try:
            return socket.socket(socket.AF_INET, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
        finally:
            self._enter(self._programs)

    def _enter(self, namespace: int) -> None:
        if self.apart:
            syscalls.set_namespace(namespace, syscalls.NEWNET)


def borrowed(fd: int) -> socket.socket:
    """An object around a TCP socket; to be detached before it is forgotten."""
    return socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, fd)


def close_harshly(fd: int) -> None:
    """The other end finds the connection reset."""
    with borrowed(fd) as end:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _here() -> int:
    return os.open("/proc/self/ns/net", os.O_RDONLY | os.O_CLOEXEC)


def _own_table_in_next() -> None:
    """The next namespace that is made in this one will have a table of connections of its own, where the kernel can."""
    try:
        _set("tcp_child_ehash_entries", str(_BUCKETS))
    except FileNotFoundError:
        # Before 6.1.
        pass


def _set(name: str, text: str) -> None:
    """Raises OSError."""
    fd = os.open(f"/proc/sys/net/ipv4/{name}", os.O_WRONLY)
    try:
        os.write(fd, text.encode())
    finally:
        os.close(fd)


def _furnish() -> None:
    """Brings loopback up and bounds the buffers."""
    with socket.socket() as probe:
        fcntl.ioctl(probe, 0x8914, struct.pack("16sH14x", b"lo", 0x49))
    for name, sizes in _TCP.items():
        _set(name, sizes)
