"""The template: a small, single-threaded interpreter with everything imported, of which every lab is a fork."""

import gc
import os
import select
import signal
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

import console
import syscalls
from calibrate import calibrate
from config import parse_config
from cradle import Cradle
from frames import FrameReader, message, parse
from interpreter import Placeholder, close_when_begun, renew_main
from lab import Birth, become_lab
from layout import Layout
from leaving import Leaving
from namespace import Released
from imports import Recorder
from warm import Stash
from rehearsal import rehearse

CONTROL = 3
HERE = "/opt/lab/"


def serve(baseline: frozenset[str], recorder: Recorder) -> None:
    """Returns only in a forked process that is to run a learner's file, everything of ours put away.

    `baseline`: names of the modules that a fresh interpreter has. `recorder` saw the imports of this module.
    """
    template = Template(Stash(baseline, recorder, HERE))
    try:
        template.serve()
    except Released as released:
        template.step_aside(released)


class Template:
    """Hears the server on the control socket; it parses nothing that a learner wrote."""

    def __init__(self, stash: Stash) -> None:
        self._stash = stash
        self._leaving: Leaving | None = None
        self._reader = FrameReader()
        # Lab's pid and slot by its pidfd.
        self._labs: dict[int, tuple[int, int]] = {}
        self._poll = select.poll()
        # Of the next lab, while it waits to be born.
        self._cradle: Cradle | None = None
        os.umask(0o022)
        _clean_environment()
        # Ours until a learner's program has it from us.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        self._config = parse_config(next(self._incoming()))
        try:
            self._placeholder: Placeholder | None = Placeholder()
        except LookupError as error:
            print(f"programs start slowly: {error}", file=sys.stderr)
            self._placeholder = None
        try:
            self._layout: Layout | None = calibrate()
        except LookupError as error:
            print(f"lines of threads are not told: {error}", file=sys.stderr)
            self._layout = None

    def serve(self) -> NoReturn:
        """Raises Released in forked processes; ends with the server."""
        modules = self._warm()
        syscalls.set_subreaper(True)
        syscalls.clear_ambient()
        syscalls.set_dumpable(False)
        gc.collect()
        gc.freeze()
        gc.disable()
        self._say("up", python=sys.version.split()[0], modules=modules)
        self._prepare(0)
        self._poll.register(CONTROL, select.POLLIN)
        while True:
            for fd, _ in self._poll.poll():
                if fd in self._labs:
                    self._bury(fd)
                else:
                    for command in self._incoming():
                        self._obey(str(command["op"]), int(command["slot"]))

    def step_aside(self, released: Released) -> None:
        """In a learner's process: this interpreter is a fresh one again, about to run that file."""
        if self._placeholder is not None:
            self._placeholder.exchange(released.path, released.argv)
        console.open_streams(released.magic)
        self._stash.hide_again()
        main = renew_main()
        if self._leaving is not None:
            self._leaving.follow(main)
        gc.enable()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        close_when_begun(main, released.begun)

    def _warm(self) -> int:
        with open(f"{HERE}warm.txt", encoding="ascii") as names:
            self._stash.load(names.read().split())
        rehearse()
        threads = self._stash.loaded("threading")
        if threads is not None:
            setattr(threads, "_limbo", console.TaggingDict())
        os.register_at_fork(after_in_child=console.tag_writes)
        self._leaving = Leaving()
        modules = self._stash.hide()
        self._leaving.arm()
        return modules

    def _incoming(self) -> Iterator[dict[str, Any]]:
        """Messages of one read. Waits; ends the process when the server has gone."""
        while True:
            try:
                data = os.read(CONTROL, 1 << 16)
            except ConnectionResetError:
                data = b""
            if not data:
                os._exit(0)
            frames = self._reader.feed(data)
            if frames:
                yield from (parse(payload) for _, payload in frames)
                return

    def _say(self, op: str, **fields: Any) -> None:
        frame = memoryview(message(op, **fields))
        while frame:
            frame = frame[os.write(CONTROL, frame) :]

    def _obey(self, op: str, slot: int) -> None:
        if op == "open":
            try:
                self._open(slot)
            except OSError as error:
                # This machine has no process left for it just now: the labs that live shall not pay.
                print(f"lab {slot}: {error}", file=sys.stderr)
                self._say("gone", slot=slot)
        elif op == "kill":
            for pid, taken in self._labs.values():
                if taken == slot:
                    os.kill(pid, signal.SIGKILL)

    def _open(self, slot: int) -> None:
        channel = self._config.first_fd + slot
        cradle, self._cradle = self._cradle, None
        try:
            if cradle is None or cradle.slot != slot:
                cradle = self._rock(slot)
        except OSError:
            os.close(channel)
            raise
        born = cradle.give_birth()
        # Later labs must not find it.
        os.close(channel)
        if born is None:
            self._say("gone", slot=slot)
            return
        watch = os.pidfd_open(born)
        self._labs[watch] = (born, slot)
        self._poll.register(watch, select.POLLIN)
        self._say("opened", slot=slot)
        self._prepare(slot + 1)

    def _prepare(self, slot: int) -> None:
        """Where labs have control groups, entering one takes as long as a lab: the next one does it ahead."""
        if self._config.groups and slot < self._config.slots:
            try:
                self._cradle = self._rock(slot)
            except OSError:
                # Then it is tried when it is wanted, and told.
                pass

    def _rock(self, slot: int) -> Cradle:
        """Raises OSError, and Released in each process that is to become a learner's program."""
        config, first = self._config, self._config.first_user
        groups = config.group_fds(slot)
        cradle = Cradle(slot, groups)
        if cradle.inside:
            try:
                cradle.wait()
                user = None if first is None else first + slot
                channel, own_pages = config.first_fd + slot, self._stash.own_pages
                born = Birth(
                    config, self._placeholder, self._layout, own_pages, channel, cradle.report, user
                )
                become_lab(born)
            except Released:
                raise
            except BaseException as error:
                print(f"lab {slot}: {error}", file=sys.stderr)
                os._exit(1)
        for fd in groups:
            os.close(fd)
        return cradle

    def _bury(self, watch: int) -> None:
        pid, slot = self._labs.pop(watch)
        self._poll.unregister(watch)
        os.close(watch)
        os.waitpid(pid, 0)
        self._say("gone", slot=slot)


def _clean_environment() -> None:
    """What a learner's program finds: no boot folder, and no PWD that is not its own."""
    parts = os.environ.get("PYTHONPATH", "").split(":")
    rest = ":".join(part for part in parts if not part.startswith("/opt/lab"))
    os.environ.pop("PWD", None)
    if rest:
        os.environ["PYTHONPATH"] = rest
    else:
        os.environ.pop("PYTHONPATH", None)
