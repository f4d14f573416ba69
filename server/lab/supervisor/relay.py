"""Stands where Redis would be: passes bytes between programs and Redis unchanged, and tells the server of them."""

import errno
import os
import socket
from collections.abc import Callable
from typing import NamedTuple

from loop import Loop, Timer
from mirror import FROM_PROGRAM, Mirror
from network import ADDRESS, Networks, borrowed, close_harshly
from owners import Owners
from passage import Passage

_AGAIN_MS = 20
# Redis takes 64 and turns away the rest at once: with so many it does not answer, and the rest may wait.
_MOST = 192
_AT_ONCE = 8
# How long Redis may take to answer who is gone; one that was let run for less than so long gets that anew, so often.
_SETTLE_MS, _SERVED_SECONDS, _MORE = 1000, 0.2, 9


class _Settling(NamedTuple):
    """A run whose processes are dead."""

    timer: Timer
    then: Callable[[], None]
    # What Redis had had of the processors before, and how often it may still get its time anew.
    had: float
    more: int


class Relay:
    """Open while Redis answers: at other times programs are refused as at home."""

    def __init__(self, networks: Networks, loop: Loop, mirror: Mirror, owners: Owners) -> None:
        self._networks = networks
        self._loop = loop
        self._mirror = mirror
        self._owners = owners
        self._listener = -1
        self._last = 0
        # By number, those that are open.
        self.passages: dict[int, Passage] = {}
        self._settling: dict[int, _Settling] = {}
        # Seconds of the processors that Redis has had, and whether it would run.
        self.look: Callable[[], tuple[float, bool]] = lambda: (0.0, False)

    def open(self) -> None:
        """Idempotent. Raises OSError when a program listens there itself."""
        if self._listener >= 0 or not self._networks.apart:
            return
        self._listener = self._networks.listen()
        self._listen()

    def close(self) -> None:
        """From now on nobody gets in; who is in stays until Redis goes. Idempotent."""
        if self._listener >= 0:
            self._loop.forget(self._listener)
            os.close(self._listener)
            self._listener = -1

    def cut(self, connection: int) -> None:
        """As a broken network would: both sides find it reset."""
        passage = self.passages.get(connection)
        if passage is not None:
            passage.reset("you")

    def connection_of(self, inode: int) -> int | None:
        """The connection whose client's socket that is."""
        for number, passage in self.passages.items():
            if passage.inode == inode:
                return number
        return None

    def settle(self, run: int, then: Callable[[], None]) -> None:
        """Calls when all that the run's processes, now dead, have sent has been passed on and told."""
        while self._accept_one():
            pass
        self._settling[run] = _Settling(self._wait(run), then, self.look()[0], _MORE)
        self._check(run)

    def look_again(self) -> None:
        """The server has taken everything."""
        if not self._mirror.goes_on():
            return
        for passage in list(self.passages.values()):
            passage.look_again()
        for run, settling in self._settling.items():
            settling.timer.cancel()
            self._settling[run] = settling._replace(timer=self._wait(run))

    def sockets(self) -> int:
        """How many of the sockets in the programs' network are the relay's, or will be when it comes to them."""
        return len(self.passages) + self._networks.diag.look(ADDRESS).waiting

    def _listen(self) -> None:
        if self._listener >= 0:
            self._loop.watch(self._listener, self._accept)

    def _accept(self) -> None:
        # Those that are in wait meanwhile.
        for _ in range(_AT_ONCE):
            if not self._accept_one():
                return

    def _accept_one(self) -> bool:
        """False when there is none, or when it must wait."""
        if self._listener < 0:
            return False
        if len(self.passages) >= _MOST:
            self._loop.forget(self._listener)
            return False
        door = borrowed(self._listener)
        try:
            client, address = door.accept()
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.ECONNABORTED):
                # No descriptor is left: some must be closed first.
                self._loop.forget(self._listener)
                self._loop.after(_AGAIN_MS, self._listen)
            return False
        finally:
            door.detach()
        client.setblocking(False)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._take(client.detach(), address)
        return True

    def _take(self, client: int, address: tuple[str, int]) -> None:
        self._last += 1
        number = self._last
        owner = self._owners.of(address)
        self._mirror.say("opened", connection=number, **owner.fields)
        try:
            ends = (client, self._networks.connect_from(address))
        except OSError:
            # Redis has just gone: the door is about to be closed.
            close_harshly(client)
            self._mirror.say("closed", connection=number, by="lab")
            return
        passage = Passage(number, ends, self._loop, self._mirror)
        passage.inode, passage.run, passage.closed = owner.inode, owner.run, self._closed
        self.passages[number] = passage

    def _closed(self, passage: Passage) -> None:
        del self.passages[passage.number]
        if len(self.passages) == _MOST - 1:
            self._listen()
        for run in list(self._settling):
            self._check(run)

    def _check(self, run: int) -> None:
        # One whose owner is not known may be this run's.
        if all(passage.run not in (run, 0) for passage in self.passages.values()):
            self._settled(run)

    def _wait(self, run: int) -> Timer:
        return self._loop.after(_SETTLE_MS, lambda: self._overdue(run))

    def _overdue(self, run: int) -> None:
        """Redis does not answer, unless nothing is read because the server is behind, or it was not let run."""
        settling = self._settling[run]
        had, would_run = self.look()
        if self._mirror.stops(FROM_PROGRAM):
            self._settling[run] = settling._replace(timer=self._wait(run))
        elif settling.more and would_run and had - settling.had < _SERVED_SECONDS:
            self._settling[run] = settling._replace(timer=self._wait(run), more=settling.more - 1)
        else:
            self._settled(run)

    def _settled(self, run: int) -> None:
        settling = self._settling.pop(run, None)
        if settling is not None:
            settling.timer.cancel()
            self._mirror.flush()
            settling.then()
