"""The lab's Redis: started confined like a run, watched, and started again when it dies."""

import os
import select
import time
from collections.abc import Callable
from typing import NoReturn, Protocol

import processes
import syscalls
from loop import Loop
from namespace import (
    Nest,
    limit,
    limit_nothing_left,
    open_null,
    private_mounts,
    set_stdio,
    write_text,
)
from network import borrowed
from patience import answer_in_time

_PING, _PONG = b"PING\r\n", b"+PONG\r\n"
_START_S = 5.0
_LOOK_AGAIN_MS = 3
# Between two looks when there is nothing else to do.
_BRIEFLY_S = 0.0003
_QUICK_S, _PAUSE_MS = 0.5, 200


class Door(Protocol):
    """Where programs come in to Redis."""

    def open(self) -> None: ...

    def close(self) -> None: ...


class Broker:
    """States `up`, `stopped`, `restarting` are told through `tell` whenever they change; `door` is open while up."""

    def __init__(self, nest: Nest, loop: Loop, door: Door, tell: Callable[[str], None]) -> None:
        self._nest = nest
        self._loop = loop
        self._door = door
        self._tell = tell
        self.pid = 0
        self._pidfd = -1
        self._wanted = True
        self._state = ""
        self._born = 0.0

    def start_and_wait(self) -> None:
        """For when there is nothing else to do. Raises OSError."""
        self._spawn()
        deadline = time.monotonic() + _START_S
        while not self._answers(0.2):
            if time.monotonic() > deadline:
                raise OSError("Redis does not answer")
            if select.select([self._pidfd], [], [], _BRIEFLY_S)[0]:
                raise OSError("Redis ended as it began")
        self._door.open()
        if not self._state:
            self._state = "up"

    def start(self) -> None:
        self._wanted = True
        if self.pid == 0:
            self._say("restarting")
            try:
                self._spawn()
            except OSError:
                self._try_again()
                return
            self._look(self.pid, time.monotonic() + _START_S)

    def _start_if_wanted(self) -> None:
        if self._wanted:
            self.start()
        else:
            self._say("stopped")

    def _try_again(self) -> None:
        """No process can be had for it now, or the one there is does not answer."""
        if self.pid:
            self._kill()
        else:
            self._loop.after(_PAUSE_MS, self._start_if_wanted)

    def stop(self) -> None:
        self._wanted = False
        self._kill()

    def restart(self) -> None:
        self._wanted = True
        if self.pid == 0:
            self.start()
        else:
            self._say("restarting")
            self._kill()

    def make_good(self, patience_ms: int) -> None:
        """Before a run when no other lives: a Redis that hangs or locks us out is replaced, and waited for.

        From then on it looks for expired keys ten times a second.
        """
        patience_s = patience_ms / 1000
        if self._state != "up" or self._well(patience_s):
            return
        self._say("restarting")
        if self.pid:
            self._kill()
            self._bury()
        try:
            self.start_and_wait()
        except OSError:
            self._try_again()
            raise
        self._ask(_faster(True), patience_s)
        self._say("up")

    def rest(self) -> None:
        """No program runs: it may look at its keys less often again."""
        if self._state == "up" and self.pid:
            self._ask(_faster(False), 0.05)

    def served(self) -> tuple[float, bool]:
        """Seconds of the processors that Redis has had, and whether it would run."""
        return processes.ran(self.pid), processes.held_up(self.pid)

    def _spawn(self) -> None:
        self.pid = self._nest.fork(self._child)
        self._born = time.monotonic()
        self._pidfd = os.pidfd_open(self.pid)
        self._loop.watch(self._pidfd, self._died)

    def _kill(self) -> None:
        self._door.close()
        if self.pid:
            os.kill(self.pid, 9)

    def _bury(self) -> None:
        self._loop.forget(self._pidfd)
        os.close(self._pidfd)
        os.waitpid(self.pid, 0)
        self.pid = 0

    def _died(self) -> None:
        self._bury()
        if self._wanted:
            # One that dies at once must not take all the time there is.
            self._say("restarting")
            quick = time.monotonic() - self._born < _QUICK_S
            self._loop.after(_PAUSE_MS if quick else 0, self._start_if_wanted)
        else:
            self._say("stopped")

    def _look(self, pid: int, deadline: float) -> None:
        if self.pid != pid:
            return
        if self._answers(0.05) and self._opened():
            self._say("up")
        elif time.monotonic() > deadline:
            self._kill()
        else:
            self._loop.after(_LOOK_AGAIN_MS, lambda: self._look(pid, deadline))

    def _answers(self, timeout_s: float) -> bool:
        return self._ask(_PING, timeout_s) == _PONG

    def _well(self, patience_s: float) -> bool:
        try:
            with borrowed(self._nest.networks.connect()) as connection:
                connection.sendall(_PING + _faster(True))

                def hear(seconds: float) -> bytes | None:
                    connection.settimeout(seconds)
                    try:
                        return connection.recv(64)
                    except (TimeoutError, BlockingIOError):
                        return None

                return answer_in_time(hear, self.served, patience_s).startswith(_PONG)
        except OSError:
            return False

    def _opened(self) -> bool:
        try:
            self._door.open()
        except OSError:
            # A program listens there itself.
            return False
        return True

    def _ask(self, command: bytes, timeout_s: float) -> bytes:
        """First answer of Redis to inline commands, or nothing. The connection is closed at once."""
        try:
            with borrowed(self._nest.networks.connect()) as connection:
                connection.settimeout(timeout_s)
                connection.sendall(command)
                return connection.recv(64)
        except OSError:
            return b""

    def _say(self, state: str) -> None:
        if state != "up":
            self._door.close()
        if state != self._state:
            self._state = state
            self._tell(state)

    def _child(self) -> NoReturn:
        config = self._nest.config
        limits = config.limits.broker
        os.setsid()
        self._nest.networks.enter_redis()
        null = open_null()
        set_stdio(null, null, null)
        syscalls.close_from(3)
        private_mounts()
        # A Redis that was taken over writes nowhere.
        syscalls.unmount("/home/learner")
        syscalls.unmount("/tmp")
        # The terminals below are one pool for all labs.
        syscalls.mount("tmpfs", "/dev/pts", syscalls.READ_ONLY | syscalls.NOSUID, "size=4k,nr_inodes=1")
        os.chdir("/")
        limit(DATA=limits.data, AS=limits.address, NOFILE=limits.openFiles, FSIZE=limits.fileSize)
        limit_nothing_left(config.limits.program.pendingSignals)
        # Twice what programs may have, so that it starts beside a fork bomb and cannot become one.
        limit(NPROC=2 * config.limits.tasks)
        syscalls.set_dumpable(True)
        write_text("/proc/self/oom_score_adj", "800")
        self._nest.confine()
        # One thread of it allocates: an arena for each of the others would only be pages.
        lean = {"MALLOC_CONF": "narenas:1"}
        environment = {"PATH": "/usr/bin", "LANG": "C", **lean, **config.broker_env}
        os.execve(config.broker_program, ["redis-server", "/etc/redis.conf"], environment)


def _faster(fast: bool) -> bytes:
    return b"CONFIG SET hz %d\r\n" % (10 if fast else 1)

