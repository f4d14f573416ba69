"""A prepared place for a run: its namespaces, mounts, limits, init and program process, which waits to hear what to run.

Preparing costs most of what a start costs; one berth is made ahead while a learner is at work.
"""

import json
import os
import secrets
import signal
from typing import Any, NoReturn

import program
from lines import MAGIC_BYTES
from loop import Loop, Timer
from namespace import Nest
from processes import read
from program import Ends

# A learner who has done nothing for so long gets the next start a little later.
_KEEP_MS = 120_000
# Not while the program that has just been started needs the processor itself.
_DELAY_MS = 60


class Berth:
    """Open descriptors are the taker's: to the program's stdin, from its stdout, stderr, report and begun; a pidfd of its init."""

    def __init__(self, nest: Nest) -> None:
        """Raises OSError; nothing is left then. Raises Released in the process that becomes the program."""
        self.magic = b"\0\x1b" + secrets.token_bytes(MAGIC_BYTES - 2)
        stdin, self.stdin = os.pipe()
        self.stdin_inode = os.fstat(stdin).st_ino
        self.stdout, stdout = os.pipe()
        self.stderr, stderr = os.pipe()
        self.report, report = os.pipe()
        order, self._order = os.pipe()
        self.begun, begun = os.pipe()
        theirs = (stdin, stdout, stderr, report, order, begun)
        ours = (self.stdin, self.stdout, self.stderr, self.report, self.begun)
        ends = Ends(*theirs, self.magic)

        def child() -> NoReturn:
            program.init(nest, ends)

        try:
            self.init = nest.fork(child)
        except OSError:
            for fd in (*theirs, *ours, self._order):
                os.close(fd)
            raise
        # No `finally`: Released passes here in the learner's process, where these numbers are its own.
        for fd in theirs:
            os.close(fd)
        for fd in ours:
            os.set_blocking(fd, False)
        self.pidfd = os.pidfd_open(self.init)

    def begin(self, message: dict[str, Any]) -> None:
        """Says what to run. A berth whose processes are gone tells so by its pidfd."""
        view = memoryview(json.dumps(message).encode())
        try:
            while view:
                view = view[os.write(self._order, view) :]
        except BrokenPipeError:
            pass
        os.close(self._order)

    def pids(self) -> set[int]:
        """Its processes as the lab sees them."""
        children = read(f"/proc/{self.init}/task/{self.init}/children").split()
        return {self.init, *map(int, children)}

    def give_up(self) -> None:
        os.kill(self.init, signal.SIGKILL)
        os.waitpid(self.init, 0)
        ours = (self.stdin, self.stdout, self.stderr, self.report, self.begun)
        for fd in (*ours, self._order, self.pidfd):
            os.close(fd)


class Spare:
    """Keeps one berth ready while there is somebody to use it."""

    def __init__(self, nest: Nest, loop: Loop) -> None:
        self._nest = nest
        self._loop = loop
        self._berth: Berth | None = None
        self._making: Timer | None = None
        self._keeping: Timer | None = None

    def take(self) -> Berth:
        """The one that is ready, or a new one. Raises OSError, and Released in the program's process."""
        berth, self._berth = self._berth, None
        if berth is None:
            return Berth(self._nest)
        self._loop.forget(berth.pidfd)
        return berth

    def prepare(self, delay_ms: float = _DELAY_MS) -> None:
        """Makes one soon, unless there is one; keeps it for a while."""
        if self._keeping is not None:
            self._keeping.cancel()
        self._keeping = self._loop.after(_KEEP_MS, self._drop)
        if self._making is None and self._berth is None:
            self._making = self._loop.after(delay_ms, self._make)

    def pids(self) -> set[int]:
        return set() if self._berth is None else self._berth.pids()

    def _make(self) -> None:
        self._making = None
        if self._berth is not None:
            return
        try:
            self._berth = Berth(self._nest)
        except OSError:
            return
        self._loop.watch(self._berth.pidfd, self._drop)

    def _drop(self) -> None:
        berth, self._berth = self._berth, None
        if berth is not None:
            self._loop.forget(berth.pidfd)
            berth.give_up()
