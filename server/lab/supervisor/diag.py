"""Asks the kernel about one TCP socket of the programs' network (sock_diag(7)); its tables take milliseconds to read."""

import os
import socket
import struct
from typing import NamedTuple

_SOCK_DIAG, _BY_FAMILY, _REQUEST = 4, 20, 1
# struct nlmsghdr and struct inet_diag_req_v2.
_ASK = struct.Struct("=IHHIIBBBxIHH4s12x4s12xIII")
_HEAD = struct.Struct("=IHHII")
# Of struct inet_diag_msg: rqueue and inode.
_ANSWER = struct.Struct("=56xI8xI")
_ANY = 0xFFFFFFFF

Address = tuple[str, int]


class Seen(NamedTuple):
    # Of a listener: how many wait to be accepted.
    waiting: int = 0
    # 0 when no process has it any more.
    inode: int = 0


class Diag:
    """Made where sockets are still allowed to ask the kernel."""

    def __init__(self) -> None:
        """Raises OSError."""
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _SOCK_DIAG) as made:
            made.setblocking(False)
            self._fd = made.detach()

    def look(self, source: Address, target: Address = ("0.0.0.0", 0)) -> Seen:
        """The socket at `source`: the one that is connected to `target`, or that listens."""
        ask = _ASK.pack(
            *(_ASK.size, _BY_FAMILY, _REQUEST, 0, 0),
            *(socket.AF_INET, socket.IPPROTO_TCP, 0, _ANY),
            *(socket.htons(source[1]), socket.htons(target[1])),
            *(socket.inet_aton(source[0]), socket.inet_aton(target[0])),
            *(0, _ANY, _ANY),
        )
        try:
            os.write(self._fd, ask)
            answer = os.read(self._fd, 4096)
        except OSError:
            return Seen()
        if len(answer) < _HEAD.size + _ANSWER.size or _HEAD.unpack_from(answer)[1] != _BY_FAMILY:
            return Seen()
        return Seen(*_ANSWER.unpack_from(answer, _HEAD.size))
