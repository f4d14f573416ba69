"""Stop pressed at every moment of a program's start: KeyboardInterrupt in the learner's file, at once, and nothing of ours."""

import signal
import time
import unittest
from typing import ClassVar

from driver import Lab, Template

SLEEPS = "print('up')\nimport time\nwhile True: time.sleep(0.01)\n"
IMPORTS = "import redis, asyncio, django.core.management\nwhile True: pass\n"


class StopTest(unittest.TestCase):
    lab: ClassVar[Lab]

    @classmethod
    def setUpClass(cls) -> None:
        template = Template(1)
        cls.addClassCleanup(template.close)
        cls.lab = template.lab()

    def test_stop_is_never_lost_and_shows_the_learners_line(self) -> None:
        lab = self.lab
        for step in range(40):
            code = IMPORTS if step % 2 else SLEEPS
            run = lab.start(code)
            _spin(step * 0.0003)
            lab.channel.say("stop", run=run)
            done = lab.wait(run)
            said = done.err.decode()
            with self.subTest(step=step, said=said):
                # An interpreter that loses one while it takes an import's lock says so itself.
                if "Exception ignored in" in said:
                    continue
                self.assertEqual((done.end["cause"], done.end["status"]), ("stopped", signal.SIGINT))
                self.assertTrue(said.startswith("Traceback (most recent call last):\n"))
                self.assertRegex(said, r'File "/home/learner/step/main.py", line [1-9]')
                self.assertTrue(said.endswith("KeyboardInterrupt\n"))
                self.assertNotIn("/opt/lab", said)

    def test_a_command_is_stopped_before_it_has_begun(self) -> None:
        lab = self.lab
        for step in range(10):
            run = lab.start(None, argv=["sleep", "600"])
            _spin(step * 0.0005)
            lab.channel.say("stop", run=run)
            self.assertEqual(lab.wait(run).end["status"], signal.SIGINT)

    def test_no_trace_of_the_start_is_left(self) -> None:
        code = "import os, sys\nprint(sys.gettrace(), sys._getframe().f_trace, sorted(os.listdir('/proc/self/fd')))\n"
        self.assertEqual(self.lab.run(code).out, b"None None ['0', '1', '2', '3']\n")


def _spin(seconds: float) -> None:
    """Busy, because a sleep is never that short."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


if __name__ == "__main__":
    unittest.main()
