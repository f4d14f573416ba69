"""One run as its supervisor sees it: pipes, limits, stop, and the one end."""

import os
import signal
import time
from collections.abc import Callable
from typing import Protocol

import frames
import processes
import program
from activity import State
from berth import Berth
from channel import Channel
from gather import Gather
from grace import Grace
from heartbeat import Beat, Heartbeat
from layout import Layout
from lines import Lines
from loop import WRITE, Loop, Timer, clock
from namespace import Nest
from program import Spec
from sampler import Change, Sampled, Sampler
from turns import Threads

_READ_BYTES = 1 << 16
_FRAME_BYTES = 1 << 18


class Host(Protocol):
    """What a run needs of its supervisor."""

    loop: Loop
    channel: Channel
    nest: Nest
    # None: nothing can be told of a Python's lines here.
    layout: Layout | None

    def sent_output(self) -> None: ...

    def look_soon(self) -> None: ...

    def connection_of(self, inode: int) -> int | None: ...

    def settle(self, run: "Run", then: Callable[[], None]) -> None: ...

    def ended(self, run: "Run") -> None: ...


class Pipe:
    """The reading end of a program's stdout or stderr."""

    def __init__(self, kind: str, fd: int, magic: bytes, partial_bytes: int) -> None:
        self.kind = kind
        self.fd = fd
        self.lines = Lines(magic, partial_bytes)
        self.timer: Timer | None = None


class Run:
    """Created started. `host.ended` is called once, when `ended` has been sent."""

    def __init__(self, host: Host, spec: Spec, berth: Berth) -> None:
        """`berth` is this run's from now on, and has been told what to run."""
        self.id = spec.run
        self.spec = spec
        # Pids as the lab sees them: of the init, and of the program once it is known.
        self.init = 0
        self.program = 0
        self._host = host
        self._cause = "exit"
        self._say: str | None = None
        self._status: int | None = None
        self._reports = b""
        self._started = False
        self._stop_asked = False
        self._input = bytearray()
        self._input_ends = not spec.input
        self._taken = 0
        self._told = 0
        self._paused = False
        self._gather = Gather(_READ_BYTES, time.monotonic())
        # Until when the program's pipes are left alone.
        self._rest: Timer | None = None
        self._state: State | None = None
        self._sampler: Sampler | None = None
        self._threads: Threads | None = None
        self._heartbeat: Heartbeat | None = None
        self._settle(berth)
        self._wall = host.loop.after(spec.wall_ms, lambda: self.kill("time"))

    def _settle(self, berth: Berth) -> None:
        host, most = self._host, self._host.nest.config.limits.partialBytes
        self.init = berth.init
        self._stdin, self._report, self._pidfd = berth.stdin, berth.report, berth.pidfd
        self._begun = berth.begun
        self._stdin_inode = berth.stdin_inode
        ends = (("O", berth.stdout), ("E", berth.stderr))
        self.pipes = [Pipe(kind, fd, berth.magic, most) for kind, fd in ends]
        self.resume()
        host.loop.watch(self._report, self._read_report)
        host.loop.watch(self._begun, self._read_begun)
        host.loop.watch(self._pidfd, self._finish)
        if self._input_ends:
            self._close_input()

    def pause(self) -> None:
        """Stops reading the program's pipes: the server is behind. They are closed already when only its end is still to be told."""
        self._paused = True
        if self.init:
            self._forget_pipes()

    def resume(self) -> None:
        self._paused = False
        if self.init and self._rest is None:
            self._watch_pipes()

    def stop(self) -> None:
        """SIGINT as Ctrl-C would send it; SIGKILL to everything of the run after the grace time."""
        if self._stop_asked:
            return
        self._stop_asked = True
        grace = Grace(self._host.loop.after, self._served, lambda: self.kill("stopped"))
        grace.give(self._host.nest.config.limits.graceMs)
        self._interrupt()

    def _served(self) -> tuple[float, bool]:
        """Seconds of the processors that the program has had, and whether it would run."""
        would_run = not self._started or processes.would_run(self.program)
        return processes.ran(self.program), would_run

    def kill(self, cause: str) -> None:
        """SIGKILL to the run's init: the kernel ends everything in its namespace."""
        if self.init == 0:
            return
        if self._cause == "exit":
            self._cause = cause
        os.kill(self.init, signal.SIGKILL)

    def take_input(self, data: bytes) -> None:
        """Bytes for stdin; none = its end."""
        if self._stdin < 0:
            return
        if not data:
            self._input_ends = True
        self._input += data
        self._write_input()

    def look(self) -> bool:
        """Tells the server what the program does, when that has changed. False when it goes on waiting for the same."""
        if self._sampler is None:
            return True
        state, changes = self._sampler.look()
        self._tell(changes)
        if state is None:
            return True
        if state == self._state:
            return bool(changes) or not state.waits_for
        self._state = state
        if state.waits_for:
            self._catch_up()
        fields: dict[str, object] = {"state": "waiting" if state.waits_for else "running"}
        if state.waits_for:
            fields["for"] = state.waits_for
        if state.until is not None:
            fields["until"] = state.until
        self._host.channel.send(frames.message("state", run=self.id, at=clock(), **fields))
        return True

    def _catch_up(self) -> None:
        """What a program printed before it came to wait is told before that it waits."""
        if self._host.channel.unsent:
            return
        for pipe in self.pipes:
            self._read(pipe)
            self._show_quiet(pipe, time.monotonic())

    def _tell(self, changes: list[Change]) -> None:
        for at, process, number, doing in changes:
            fields = {"at": at, "process": process, "id": number, **doing.fields()}
            self._host.channel.send(frames.message("thread", run=self.id, **fields))

    @property
    def input_waiting(self) -> int:
        return len(self._input)

    def _interrupt(self) -> None:
        """Not while the interpreter still starts: it would lose the signal, or die of it without the learner's traceback."""
        if self.program and self._begun < 0:
            try:
                os.killpg(self.program, signal.SIGINT)
            except ProcessLookupError:
                pass

    def _watch_pipes(self) -> None:
        for pipe in self.pipes:
            self._host.loop.watch(pipe.fd, self._reader(pipe))

    def _forget_pipes(self) -> None:
        for pipe in self.pipes:
            self._host.loop.forget(pipe.fd)

    def _reader(self, pipe: Pipe) -> Callable[[], None]:
        def read() -> None:
            size = self._read(pipe)
            wait = self._gather.wait(size, time.monotonic()) if size else 0
            if wait and self._rest is None:
                self._forget_pipes()
                self._rest = self._host.loop.after(wait, self._go_on)

        return read

    def _go_on(self) -> None:
        self._rest = None
        if self.init and not self._paused:
            self._watch_pipes()

    def _read(self, pipe: Pipe) -> int:
        """How many bytes there were: 0 when nothing is left to read."""
        try:
            data = os.read(pipe.fd, _READ_BYTES)
        except BlockingIOError:
            return 0
        if not data:
            self._host.loop.forget(pipe.fd)
            return 0
        self._read_report()
        self._send(pipe, pipe.lines.feed(data, time.monotonic()))
        if pipe.lines.holds and pipe.timer is None:
            self._look_later(pipe)
        return len(data)

    def _look_later(self, pipe: Pipe) -> None:
        wait = self._host.nest.config.limits.partialMs

        def look() -> None:
            pipe.timer = None
            if self.init == 0:
                return
            if self._host.channel.unsent == 0:
                self._show_quiet(pipe, time.monotonic() - wait / 1000)
            if pipe.lines.holds and pipe.timer is None:
                self._look_later(pipe)

        pipe.timer = self._host.loop.after(wait, look)

    def _show_quiet(self, pipe: Pipe, before: float) -> None:
        """One read takes all that a pipe holds."""
        self._send(pipe, pipe.lines.quiet(before, self._threads, lambda: self._read(pipe)))

    def _send(self, pipe: Pipe, data: bytes) -> None:
        # Held lines of many threads may come at once: more than a frame takes.
        for start in range(0, len(data), _FRAME_BYTES):
            part = data[start : start + _FRAME_BYTES]
            self._host.channel.send(frames.output(pipe.kind, self.id, clock(), part))
            self._host.sent_output()

    def _read_report(self) -> None:
        try:
            data = os.read(self._report, 4096)
        except BlockingIOError:
            return
        if not data:
            self._host.loop.forget(self._report)
            return
        self._reports += data
        if self._reports.startswith(program.REFUSED):
            self._cause = "refused"
            self._say = self._reports[1:].partition(b"\0")[0].decode(errors="replace")
        elif not self._started:
            self._start()

    def _start(self) -> None:
        if len(self._reports) < 1 + program.TIME.size:
            return
        self._started = True
        (at,) = program.TIME.unpack_from(self._reports, 1)
        self.program = _only_child(self.init)
        self._host.channel.send(frames.message("started", run=self.id, at=at))
        host = self._host
        of = Sampled(self.init, self.program, self._stdin_inode, self.spec.dir)
        self._sampler = Sampler(of, host.layout, host.connection_of)
        host.look_soon()
        self._threads = Threads(self.init, self.program, self._sampler.own)
        if self.spec.heartbeat is not None:
            self._heartbeat = self._probe(self.spec.heartbeat)

    def _read_begun(self) -> None:
        """Nothing is ever written there: it is closed."""
        self._read_report()
        self._close_begun()
        if self._stop_asked:
            self._interrupt()

    def _close_begun(self) -> None:
        if self._begun >= 0:
            self._host.loop.forget(self._begun)
            os.close(self._begun)
            self._begun = -1

    def _probe(self, beat: Beat) -> Heartbeat | None:
        host = self._host
        try:
            return Heartbeat(host.nest, host.loop, host.channel, self.id, beat)
        except OSError:
            # No process can be had for it now: the program matters more.
            return None

    def _write_input(self) -> None:
        try:
            while self._input:
                sent = os.write(self._stdin, memoryview(self._input)[:_READ_BYTES])
                del self._input[:sent]
                self._taken += sent
        except BlockingIOError:
            self._host.loop.watch(self._stdin, self._write_input, WRITE)
        except BrokenPipeError:
            self._input.clear()
            self._input_ends = True
        self._tell_taken()
        if not self._input:
            self._host.loop.forget(self._stdin)
            if self._input_ends:
                self._close_input()

    def _tell_taken(self) -> None:
        new = self._taken - self._told
        if new >= 1 << 16 or (new and not self._input):
            self._told = self._taken
            self._host.channel.send(frames.message("taken", run=self.id, bytes=self._taken))

    def _close_input(self) -> None:
        if self._stdin >= 0:
            self._host.loop.forget(self._stdin)
            os.close(self._stdin)
            self._stdin = -1

    def _finish(self) -> None:
        """The init is gone, so is all in its namespace: what the pipes still hold is all there will be."""
        loop = self._host.loop
        # While the init can still be asked for its child.
        self._read_report()
        os.waitpid(self.init, 0)
        self.init = self.program = 0
        if self._heartbeat is not None:
            self._heartbeat.end()
        self._wall.cancel()
        for pipe in self.pipes:
            while self._read(pipe):
                pass
            self._send(pipe, pipe.lines.end())
            loop.forget(pipe.fd)
            os.close(pipe.fd)
        self._close_input()
        self._close_begun()
        for fd in (self._report, self._pidfd):
            loop.forget(fd)
            os.close(fd)
        if self._sampler is not None:
            self._tell(self._sampler.end())
            self._sampler = None
        # What it told Redis comes before its end.
        self._host.settle(self, self._tell_end)

    def _tell_end(self) -> None:
        report = self._reports[1 + program.TIME.size :] if self._started else b""
        fields: dict[str, object] = {}
        if report.startswith(program.STATUS):
            (fields["status"],) = program.WAIT_STATUS.unpack_from(report, 1)
        cause = "stopped" if self._stop_asked and self._cause == "exit" else self._cause
        if self._say is not None:
            fields["say"] = self._say
        self._host.channel.send(
            frames.message("ended", run=self.id, at=clock(), cause=cause, **fields)
        )
        self._host.ended(self)


def _only_child(pid: int) -> int:
    """The program's pid in the lab, from its init's; 0 when it has ended already."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as children:
        first = children.read().split()
    return int(first[0]) if first else 0
