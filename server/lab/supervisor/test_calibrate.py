"""The layout that is found by content reads this very interpreter right, and others where they are at hand."""

import os
import subprocess
import sys
import threading
import time
import unittest
from pathlib import Path
from types import CodeType

from calibrate import calibrate
from doing import Stage
from memory import Memory
from stack import Frame, Python

HERE = str(Path(__file__).parent)
# Wherever pyenv or Debian put them.
OTHERS = sorted(
    str(path)
    for place in (os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv")),)
    for path in Path(place).glob("versions/3.*/bin/python3")
    if int(path.parents[1].name.split(".")[1]) >= 11
)


class Seat:
    """A thread that sits in `sit` until it is let go."""

    def __init__(self, name: str, daemon: bool) -> None:
        self.taken, self.leave = threading.Event(), threading.Event()
        self.frame: object = None
        self.thread = threading.Thread(target=self.sit, name=name, daemon=daemon)
        self.thread.start()
        self.taken.wait()
        while not self.sits():
            time.sleep(0.001)

    def sit(self) -> None:
        place = 12.25  # noqa: F841 - read from its memory
        self.taken.set()
        self.leave.wait()

    def sits(self) -> bool:
        """It has come to its wait, in which it calls nothing more."""
        frame = sys._current_frames()[self.thread.ident or 0]
        condition = self.leave._cond  # type: ignore[attr-defined]
        return frame.f_code is threading.Condition.wait.__code__ and not condition._lock.locked()

    def go(self) -> None:
        self.leave.set()
        self.thread.join()


class CalibrateTest(unittest.TestCase):
    def setUp(self) -> None:
        self.python = Python(os.getpid(), calibrate())
        self.memory = Memory("self")
        self.addCleanup(self.memory.__exit__)
        self.assertTrue(self.python.here(self.memory))

    def seat(self, name: str, daemon: bool) -> Seat:
        seat = Seat(name, daemon)
        self.addCleanup(seat.go)
        return seat

    def frames(self, seat: Seat) -> list[Frame]:
        state = self.python.threads(self.memory)[seat.thread.native_id or 0]
        return list(self.python.frames(self.memory, state, 50))

    def test_calibration_leaves_no_thread_behind(self) -> None:
        self.assertEqual(threading.active_count(), 1)
        self.assertEqual(len(os.listdir("/proc/self/task")), 1)

    def test_each_thread_has_its_frames_with_names_and_lines(self) -> None:
        frames = self.frames(self.seat("a", True))
        names = [frame.code.qualname for frame in frames]
        self.assertEqual(names[:3], ["Condition.wait", "Event.wait", "Seat.sit"])
        self.assertIn("Thread._bootstrap", names)
        sit = frames[2]
        self.assertEqual(sit.code.file, __file__)
        self.assertEqual(sit.line, Seat.sit.__code__.co_firstlineno + 3)
        self.assertEqual(sit.code.flags, Seat.sit.__code__.co_flags)

    def test_local_variables_are_found_by_name(self) -> None:
        seat = self.seat("a", True)
        sit = self.frames(seat)[2]
        self.assertEqual(self.python.local(self.memory, sit, "self"), id(seat))
        place = self.python.local(self.memory, sit, "place")
        self.assertEqual(self.python.number(self.memory, place), 12.25)
        self.assertEqual(self.python.local(self.memory, sit, "nothing"), 0)

    def test_threads_have_their_names_in_every_alphabet(self) -> None:
        stage = Stage(os.getpid(), self.python, "")
        for name, daemon in (("plain", True), ("h\xf6rer", False), ("\u20ac", True), ("\U0001f40d", False)):
            seat = self.seat(name, daemon)
            self.assertEqual(stage.name(self.memory, id(seat.thread)), (name, daemon))

    def test_a_renamed_thread_and_one_of_a_class_of_its_own_have_their_names(self) -> None:
        class Own(threading.Thread):
            def __init__(self) -> None:
                self.first = 1
                super().__init__(daemon=True)

        stage = Stage(os.getpid(), self.python, "")
        own = Own()
        own.name = "renamed"
        self.assertEqual(stage.name(self.memory, id(own)), ("renamed", True))

    def test_what_is_no_code_and_no_text_is_left_out(self) -> None:
        seat = self.seat("a", True)
        self.assertIsNone(self.python.text(self.memory, id(seat)))
        self.assertIsNone(self.python.text(self.memory, 0))
        self.assertIsNone(self.python.text(self.memory, (1 << 64) - 8))
        self.assertEqual(list(self.python.frames(self.memory, id(seat), 50)), [])
        self.assertEqual(self.python.attributes(self.memory, id(CodeType), ("_name",)), {})


class OthersTest(unittest.TestCase):
    @unittest.skipUnless(OTHERS, "no other CPython here")
    def test_other_interpreters_at_hand_are_read_as_well(self) -> None:
        for python in OTHERS:
            with self.subTest(python=python):
                command = [python, "-m", "unittest", "test_calibrate.CalibrateTest"]
                environment = {"PYTHONPATH": HERE, "PYTHONDONTWRITEBYTECODE": "1", "PATH": "/usr/bin"}
                done = subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True)
                self.assertEqual(done.returncode, 0, done.stderr)


if sys.version_info < (3, 11):
    raise unittest.SkipTest("CPython 3.11 is the least")
