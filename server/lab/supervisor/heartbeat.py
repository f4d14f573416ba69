"""Asks a run's web app for a page on a fixed beat, from inside the lab: a confined process of its own."""

import os
import select
import socket
import struct
import time
from dataclasses import dataclass
from typing import Any, NoReturn

import frames
from channel import Channel
from errand import OUT, confine
from loop import Loop, clock
from namespace import Nest

ANSWERED, TIMEOUT, REFUSED = 0, 1, 2
# Kind, status, µs it took, µs of CLOCK_MONOTONIC when that was known.
RECORD = struct.Struct("<BxHIQ")

_KINDS = ("answered", "timeout", "refused")
_MOST_OPEN = 4


@dataclass(frozen=True, slots=True)
class Beat:
    """How often which page is asked for, and how long an answer may take."""

    port: int
    path: str
    every_ms: float
    timeout_ms: float


def parse_beat(fields: dict[str, Any]) -> Beat:
    """Raises KeyError, TypeError or ValueError."""
    path = str(fields["path"])
    if any(ord(letter) <= 32 for letter in path):
        raise ValueError("a path with spaces")
    beat = Beat(int(fields["port"]), path, float(fields["everyMs"]), float(fields["timeoutMs"]))
    if not 1 <= beat.port <= 65535 or beat.every_ms < 10 or beat.timeout_ms < 10:
        raise ValueError("a heartbeat out of bounds")
    return beat


class Heartbeat:
    """The supervisor's side: starts the prober, passes on what it measured, ends it with the run."""

    def __init__(self, nest: Nest, loop: Loop, channel: Channel, run: int, beat: Beat) -> None:
        """Raises OSError."""
        self._loop = loop
        self._channel = channel
        self._run = run
        self._rest = b""
        self._fd, write = os.pipe()

        def child() -> NoReturn:
            confine(nest, write, 0)
            _Prober(beat).beat()

        try:
            self._pid = nest.fork(child)
        except OSError:
            os.close(self._fd)
            raise
        finally:
            os.close(write)
        os.set_blocking(self._fd, False)
        loop.watch(self._fd, self._read)

    def end(self) -> None:
        """Idempotent."""
        if self._fd < 0:
            return
        self._loop.forget(self._fd)
        os.close(self._fd)
        self._fd = -1
        os.kill(self._pid, 9)
        os.waitpid(self._pid, 0)

    def _read(self) -> None:
        try:
            data = self._rest + os.read(self._fd, 64 * RECORD.size)
        except BlockingIOError:
            return
        whole = len(data) // RECORD.size * RECORD.size
        self._rest = data[whole:]
        for kind, status, took, at in RECORD.iter_unpack(data[:whole]):
            if kind >= len(_KINDS) or at > clock():
                continue
            fields = {} if kind == REFUSED else {"ms": took / 1000}
            if kind == ANSWERED:
                fields["status"] = status
            self._channel.send(
                frames.message("beat", run=self._run, at=at, type=_KINDS[kind], **fields)
            )
        if not data:
            self.end()


class _Probe:
    """One request on a connection of its own."""

    def __init__(self, beat: Beat, now: float) -> None:
        self.began = now
        self.asked = False
        # It had no answer in time, and that was told.
        self.late = False
        self.answer = b""
        self.socket = socket.socket()
        self.socket.setblocking(False)
        self.socket.connect_ex(("127.0.0.1", beat.port))


class _Prober:
    """Has at most four probes open. One without an answer in time stays open, in the place of others.

    Closed, it would still stand in a frozen app's queue: ours filled it within seconds (Django's takes 11).
    A visit that had waited for 9 s then was answered 2 s after the app had come back, and now in 10 ms.
    """

    def __init__(self, beat: Beat) -> None:
        self._beat = beat
        self._open: dict[int, _Probe] = {}
        self._poll = select.poll()
        host = f"localhost:{beat.port}"
        self._request = (
            f"GET {beat.path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: heartbeat\r\n"
            "Accept: */*\r\nConnection: close\r\n\r\n"
        ).encode()

    def beat(self) -> NoReturn:
        due = time.monotonic()
        timeout = self._beat.timeout_ms / 1000
        while True:
            now = time.monotonic()
            if now >= due:
                # Beats that were missed stay missed: a slow machine gets no burst.
                due = max(due + self._beat.every_ms / 1000, now)
                if len(self._open) < _MOST_OPEN:
                    self._begin(now)
                elif all(probe.late for probe in self._open.values()):
                    self._tell(TIMEOUT, timeout)
            self._find_late(now)
            ends = [probe.began + timeout for probe in self._open.values() if not probe.late]
            wait = max(0.0, min([due, *ends]) - time.monotonic())
            for fd, _ in self._poll.poll(wait * 1000 + 0.5):
                self._step(self._open[fd])

    def _begin(self, now: float) -> None:
        probe = _Probe(self._beat, now)
        self._open[probe.socket.fileno()] = probe
        self._poll.register(probe.socket, select.POLLOUT)

    def _step(self, probe: _Probe) -> None:
        try:
            if not probe.asked:
                error = probe.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                if error:
                    raise OSError(error, "")
                probe.socket.send(self._request)
                probe.asked = True
                self._poll.register(probe.socket, select.POLLIN)
                return
            data = probe.socket.recv(64)
        except OSError:
            self._end(probe, REFUSED)
            return
        probe.answer += data
        if not data:
            self._end(probe, REFUSED)
        elif len(probe.answer) >= 12:
            status = probe.answer[9:12]
            good = probe.answer.startswith(b"HTTP/1.") and status.isdigit()
            self._end(probe, ANSWERED, int(status) if good else 0)

    def _find_late(self, now: float) -> None:
        for probe in self._open.values():
            if not probe.late and now - probe.began >= self._beat.timeout_ms / 1000:
                probe.late = True
                self._tell(TIMEOUT, now - probe.began)

    def _end(self, probe: _Probe, kind: int, status: int = 0) -> None:
        self._poll.unregister(probe.socket)
        del self._open[probe.socket.fileno()]
        probe.socket.close()
        if not probe.late:
            self._tell(kind, time.monotonic() - probe.began, status)

    def _tell(self, kind: int, took: float, status: int = 0) -> None:
        os.write(OUT, RECORD.pack(kind, status, min(int(took * 1e6), 0xFFFFFFFF), clock()))
