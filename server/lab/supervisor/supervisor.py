"""A lab's pid 1: hears the server, starts runs, keeps their limits. One loop, no timers while nothing runs."""

from collections.abc import Callable
from itertools import count
from typing import Any, NoReturn

import frames
from berth import Spare
from broker import Broker
from channel import Channel
from clerk import Clerk
from layout import Layout
from loop import Loop, Timer, clock
from mirror import Mirror
from namespace import Nest
from owners import Owners
from program import parse_spec
from relay import Relay
from run import Run
from visit import Visit
from watch import Watch
from ways import Ways

# So long after something was seen to happen, programs are looked at out of turn.
_SOON_MS = 15
# After so many looks at programs that all go on waiting, half as many looks are enough.
_CALM_LOOKS = 10


class Supervisor:
    """Owns channel, broker and runs of one lab."""

    def __init__(self, channel: int, nest: Nest, layout: Layout | None) -> None:
        self.nest = nest
        self.layout = layout
        self.loop = Loop()
        self.channel = Channel(channel, self.loop, self._hear)
        self.channel.on_room = self._resume
        self.runs: dict[int, Run] = {}
        mirror = Mirror(self.channel, self.loop, nest.config.limits.unsent)
        self.relay = Relay(nest.networks, self.loop, mirror, Owners(nest.networks.diag, self._live))
        self.broker = Broker(nest, self.loop, self.relay, self._tell_broker)
        self.relay.look = self.broker.served
        self._ways = Ways(nest.networks, self.loop, self.channel)
        self._visits: dict[int, Visit] = {}
        self._paused = False
        self._spare = Spare(nest, self.loop)
        self._watch = Watch(nest.config.limits, self._live, self._spare.pids, self.relay.sockets)
        self._sampling: Timer | None = None
        self._calm = 0
        self._soon: Timer | None = None

    def serve(self) -> NoReturn:
        """Raises Released in processes that become programs, OSError when the lab cannot be set up."""
        self.broker.start_and_wait()
        self._say("ready", at=clock())
        self.loop.run()
        raise AssertionError("the loop ended")

    def settle(self, run: Run, then: Callable[[], None]) -> None:
        self.relay.settle(run.id, then)

    def connection_of(self, inode: int) -> int | None:
        return self.relay.connection_of(inode)

    def ended(self, run: Run) -> None:
        del self.runs[run.id]
        if not self.runs:
            if self._sampling is not None:
                self._sampling.cancel()
                self._sampling = None
            self._watch.rest()
            self.broker.rest()

    def _say(self, op: str, **fields: Any) -> None:
        self.channel.send(frames.message(op, **fields))

    def _tell_broker(self, state: str) -> None:
        self._say("broker", at=clock(), state=state)

    def _hear(self, kind: str, payload: bytes) -> None:
        if kind == "I":
            number, data = frames.parse_input(payload)
            self._input(number, data)
            return
        if kind == "D":
            self._ways.take(*frames.parse_input(payload))
            return
        message = frames.parse(payload)
        op = message["op"]
        if op == "run":
            self._run(message)
        elif op in ("stop", "kill"):
            run = self.runs.get(int(message["run"]))
            if run is not None:
                run.stop() if op == "stop" else run.kill("stopped")
        elif op == "full":
            self._watch.end_biggest("full")
        elif op == "prepare":
            self._spare.prepare(0)
        elif op in ("place", "list", "read"):
            self._spare.prepare()
            self._ask_clerk(message)
        elif op == "cut":
            self.relay.cut(int(message["connection"]))
        elif op in ("connect", "hangup"):
            way = int(message["way"])
            self._ways.connect(way) if op == "connect" else self._ways.hang_up(way)
        elif op == "visit":
            self._visit(message)
        elif op == "leave":
            visit = self._visits.get(int(message["visit"]))
            if visit is not None:
                visit.leave()
        elif op == "broker":
            {"stop": self.broker.stop, "start": self.broker.start, "restart": self.broker.restart}[
                str(message["action"])
            ]()

    def _run(self, message: dict[str, Any]) -> None:
        number = int(message["run"])
        limits = self.nest.config.limits
        if len(self.runs) >= limits.runs or number in self.runs:
            say = f"{limits.runs} programs run already"
            self._say("ended", run=number, at=clock(), cause="refused", say=say)
            return
        try:
            if not self.runs:
                self.broker.make_good(limits.hungMs)
            spec = parse_spec(message)
            berth = self._spare.take()
            berth.begin(message)
            self.runs[number] = Run(self, spec, berth)
            self._spare.prepare()
            if self._sampling is None:
                self._sample()
        except (OSError, KeyError, TypeError, ValueError) as error:
            self._say("ended", run=number, at=clock(), cause="refused", say=str(error))

    def _live(self) -> list[Run]:
        return list(self.runs.values())

    def _sample(self) -> None:
        """Programs are looked at in the same moments as memory, if less often: to wake costs as much as to look."""
        limits = self.nest.config.limits
        turns, turn_of_programs = count(1), max(1, limits.activityEveryMs // limits.memoryEveryMs)

        def look() -> None:
            self._watch.look()
            if next(turns) % turn_of_programs == 0:
                self._look()

        def wait() -> int:
            return limits.memoryEveryMs * (2 if self._calm > _CALM_LOOKS else 1)

        self._calm = 0
        self._sampling = self.loop.every(wait, look)

    def _look(self) -> None:
        stirred = [run.look() for run in self._live()]
        self._calm = 0 if any(stirred) else self._calm + 1

    def look_soon(self) -> None:
        """A program has begun or printed: what it does then is told sooner than in its turn."""

        def look() -> None:
            self._soon = None
            self._look()

        if self._soon is None:
            self._soon = self.loop.after(_SOON_MS, look)

    def _ask_clerk(self, message: dict[str, Any]) -> None:
        try:
            Clerk(self.nest, self.loop, self.channel, message)
        except OSError as error:
            self._say("error", id=int(message["id"]), say=str(error))

    def _visit(self, message: dict[str, Any]) -> None:
        """The server keeps their number."""
        self._visits = {id: visit for id, visit in self._visits.items() if not visit.ended}
        try:
            visit = Visit(self.nest, self.loop, self.channel, message)
        except (OSError, KeyError, TypeError, ValueError) as error:
            fields = {"type": "failed", "ms": 0, "say": str(error)}
            self._say("visited", visit=int(message["visit"]), at=clock(), **fields)
            return
        self._visits[visit.id] = visit

    def _input(self, number: int, data: bytes) -> None:
        run = self.runs.get(number)
        # The server keeps what is unread below this.
        if run is not None and run.input_waiting + len(data) <= self.nest.config.limits.input:
            run.take_input(data)

    def sent_output(self) -> None:
        """Stops reading all programs while the server is behind."""
        if self._calm:
            self.look_soon()
        if not self._paused and self.channel.unsent > self.nest.config.limits.unsent:
            self._paused = True
            for run in self.runs.values():
                run.pause()

    def _resume(self) -> None:
        self.relay.look_again()
        self._ways.look_again()
        if self._paused:
            self._paused = False
            for run in self.runs.values():
                run.resume()
