"""What each thread of a run does, looked at from outside: only threads that ran since the last look cost anything."""

import time
from collections.abc import Callable
from typing import Any, NamedTuple

from activity import Activity, State, Wait
from births import Births
from doing import Scene, Stage
from layout import Layout
from loop import clock
from memory import Memory
from processes import children
from stack import Python
from tasks import Task, Tasks

_MOST_PROCESSES = 32
_MOST_THREADS = 64
# Stacks read and told: at once, and a second. Others have their turn later, with what they do then.
_MOST_STACKS = 64
_STACKS_PER_SECOND = 50
# A thread that goes on running tells its line so often.
_RUNNING_SECONDS = 0.5
# An event loop that is in the same round for longer is held up.
_HELD_US = 100_000
_ConnectionOf = Callable[[int], int | None]
# A thread that has just been made has no name yet: so long it may go untold.
_NAMELESS_SECONDS = 0.3
_REFINED = {"lock", "child", "other"}


class Doing(NamedTuple):
    """What is told of a thread, in the words of WIRE.md; what is not known is None."""

    thread: str
    daemon: bool
    state: str
    waits_for: str | None = None
    whom: str | None = None
    until: int | None = None
    connection: int | None = None
    file: str | None = None
    line: int | None = None
    function: str | None = None
    task: str | None = None
    held: int | None = None

    def fields(self) -> dict[str, Any]:
        named = self._asdict()
        named["for"] = named.pop("waits_for")
        return {name: value for name, value in named.items() if value is not None}


class Sampled(NamedTuple):
    """What is looked at: a run's init and program as the lab counts them, its stdin's inode, its folder."""

    init: int
    program: int
    stdin: int
    folder: str


class Change(NamedTuple):
    """Something new of a thread, since `at` µs."""

    at: int
    process: int
    id: int
    doing: Doing


class _Known:
    """A thread that was told of."""

    def __init__(self, task: Task) -> None:
        self.number = task.number
        self.met = time.monotonic()
        self.doing: Doing | None = None
        self.told = 0.0
        # Address of its Thread object.
        self.thread = 0
        self.name: tuple[str, bool] | None = None
        self.began: int | None = None
        # When its last sleep ended, µs, if it has not waited since; and ns that it ran since that was told.
        self.woke: int | None = None
        self.ran = 0
        # It ran, and its stack could not be read yet.
        self.due = True

    @property
    def goes_on(self) -> bool:
        """It was told lately that it runs, and nothing waits for another word about that."""
        doing = self.doing
        if doing is None or doing.state != "running" or (self.began is not None and doing.held is None):
            return False
        return time.monotonic() - self.told < _RUNNING_SECONDS

    def since(self, doing: Doing, now: int) -> int:
        """When it began to do that, µs, as far as can be known: who sleeps again does so since it woke, plus what it ran."""
        began = now
        if doing.until is not None and self.woke is not None and self.woke < doing.until:
            began = min(now, self.woke + self.ran // 1000)
        if doing.state != "running":
            self.woke, self.ran = doing.until, 0
        return began


class _Budget:
    """How many stacks may be read now."""

    def __init__(self) -> None:
        self._left = float(_MOST_STACKS)
        self._at = time.monotonic()

    def take(self) -> bool:
        now = time.monotonic()
        self._left = min(_MOST_STACKS, self._left + (now - self._at) * _STACKS_PER_SECOND)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class _Process:
    def __init__(self, pid: int, of: Sampled, layout: Layout | None, connection_of: _ConnectionOf) -> None:
        self._connection_of = connection_of
        self.tasks = Tasks(pid)
        self.python = None if layout is None else Python(pid, layout)
        own = None if self.python is None else self.python.own
        self.activity = Activity(self.tasks, of.stdin, own)
        self.stage = None if self.python is None else Stage(pid, self.python, of.folder)
        self.known: dict[int, _Known] = {}
        self._main = pid

    def changes(self, budget: "_Budget") -> list[Change]:
        """After a look at its tasks."""
        found = []
        for tid in self.known.keys() - self.tasks.all.keys():
            found += self._ended(tid)
        stirred = []
        for tid, task in self.tasks.all.items():
            if tid not in self.known:
                if len(self.known) >= _MOST_THREADS:
                    continue
                self.known[tid] = _Known(task)
            known = self.known[tid]
            known.due = known.due or task.stirred
            if known.due:
                stirred.append(task)
            elif known.began is not None:
                found += self._tell(known, known.doing)
        if stirred:
            with Memory(self._main) as memory:
                found += self._read(memory, stirred, budget)
        return found

    def end(self) -> list[Change]:
        self.tasks.close()
        return [change for tid in list(self.known) for change in self._ended(tid)]

    def _read(self, memory: Memory, stirred: list[Task], budget: "_Budget") -> list[Change]:
        python = self.python
        states = {} if python is None or not python.here(memory) else python.threads(memory)
        if not states and python is not None and not any(each.doing for each in self.known.values()):
            # Not a Python: nothing is told of it.
            return []
        found = []
        # Who was told of longest ago comes first.
        for task in sorted(stirred, key=lambda task: self.known[task.tid].told):
            known = self.known[task.tid]
            known.ran += task.ran
            wait = self.activity.wait(task)
            if wait is None or (wait.state.waits_for == "" and known.goes_on):
                continue
            if not budget.take():
                break
            scene = self._scene(memory, states.get(task.number, 0))
            if wait.state.waits_for and not task.still():
                # It went on while we looked. Of a thread that was never told of, that is what there is to tell.
                if known.doing is not None:
                    continue
                wait = Wait(State())
            if not scene.thread and self._is_new(known):
                continue
            known.due = False
            known.began = scene.began
            found += self._tell(known, self._doing(memory, known, scene, wait))
        return found

    def _is_new(self, known: _Known) -> bool:
        """True while its name is likely to be found soon."""
        if self.python is None or known.doing is not None or known.number == self.tasks.number:
            return False
        return time.monotonic() - known.met < _NAMELESS_SECONDS

    def _scene(self, memory: Memory, state: int) -> Scene:
        return Scene() if self.stage is None or not state else self.stage.scene(memory, state)

    def _doing(self, memory: Memory, known: _Known, scene: Scene, wait: Wait) -> Doing:
        state = wait.state
        known.thread = scene.thread or known.thread
        name, daemon = self._name(memory, known)
        waits_for, whom = state.waits_for, None
        if waits_for in _REFINED:
            waits_for = scene.waits_for or waits_for
            if waits_for == "join" and self.stage is not None:
                whom = (self.stage.name(memory, scene.joined) or (None, False))[0]
        told = {"": "running", "sleep": "asleep"}.get(waits_for, "waiting")
        return Doing(
            thread=name,
            daemon=daemon,
            state=told,
            waits_for={"other": "call"}.get(waits_for, waits_for) if told == "waiting" else None,
            whom=whom,
            until=state.until,
            connection=self._connection_of(wait.socket) if wait.socket else None,
            file=scene.file,
            line=scene.line,
            function=scene.function,
            task=scene.task,
        )

    def _name(self, memory: Memory, known: _Known) -> tuple[str, bool]:
        if self.stage is not None and known.thread:
            known.name = self.stage.name(memory, known.thread) or known.name
        if known.name is not None:
            return known.name
        return ("MainThread" if known.number == self.tasks.number else f"Thread {known.number}", False)

    def _tell(self, known: _Known, doing: Doing | None) -> list[Change]:
        now = clock()
        if doing is None:
            return []
        if known.began is not None and now - known.began > _HELD_US:
            doing = doing._replace(held=known.began)
        if doing == known.doing:
            return []
        since = known.since(doing, now)
        known.doing, known.told = doing, time.monotonic()
        return [Change(since, self.tasks.number, known.number, doing)]

    def _ended(self, tid: int) -> list[Change]:
        known = self.known.pop(tid)
        self.activity.forget(tid)
        if known.doing is None:
            return []
        doing = Doing(known.doing.thread, known.doing.daemon, "ended")
        return [Change(clock(), self.tasks.number, known.number, doing)]


class Sampler:
    """Of one run, with its children."""

    def __init__(self, of: Sampled, layout: Layout | None, connection_of: _ConnectionOf) -> None:
        """Without a layout no lines and names are told, but what threads wait for still is.

        `connection_of`: the number of a connection to Redis by the inode of the program's socket.
        """
        self._connection_of = connection_of
        self._of = of
        self._layout = layout
        self._processes: dict[int, _Process] = {}
        self._budget = _Budget()
        self._births = Births()
        self._meet(of.program)

    def look(self) -> tuple[State | None, list[Change]]:
        """What the program as a whole does (None when it cannot be said), and what is new of its threads."""
        found: list[Change] = []
        news = room = self._births.news()
        for pid, process in list(self._processes.items()):
            if not process.tasks.look(news):
                found += process.end()
                del self._processes[pid]
                room = True
                continue
            if not process.tasks.settled:
                self._births.unsure()
            found += process.changes(self._budget)
        if room:
            self._meet_children()
        program = self._processes.get(self._of.program)
        return None if program is None else program.activity.state(), found

    def own(self, address: int) -> bool:
        """True for data of the interpreter that the program and its forks are; False while it is not known."""
        program = self._processes.get(self._of.program)
        return program is not None and program.python is not None and program.python.own(address)

    def end(self) -> list[Change]:
        """Last words about all threads."""
        self._births.close()
        return [change for process in self._processes.values() for change in process.end()]

    def _meet(self, pid: int) -> None:
        if pid not in self._processes and len(self._processes) < _MOST_PROCESSES:
            self._processes[pid] = _Process(
                pid, self._of, self._layout, self._connection_of
            )

    def _meet_children(self) -> None:
        """Those that have lost their parent are children of the run's init."""
        below, at = [self._of.init], 0
        while at < len(below) and at < _MOST_PROCESSES:
            below += children(below[at])
            at += 1
        for pid in below[1:]:
            self._meet(pid)
