"""Floods: read by the pipe's fill, whole and in order, stopped at once, and no burden to a neighbour."""

import signal
import time
import unittest
from typing import ClassVar

from driver import Lab, Outcome, Template
from gather import Gather

FULL = 1 << 16
# Slow enough that whoever reads it as it comes reads each line by itself.
DRIPS = "import time\nfor i in range(5000):\n    print(i)\n    time.sleep(0.0001)\n"
FLOODS = "for i in range(50_000): print(f'{i:07d}', 'x' * 52)\n"
ENDLESS = "while True: print('x' * 60)\n"


class GatherTest(unittest.TestCase):
    def flooded(self) -> Gather:
        """Its burst is used up at second 0."""
        gather = Gather(FULL, 0)
        while not gather.wait(60, 0):
            pass
        return gather

    def test_the_first_lines_are_read_as_they_come(self) -> None:
        gather = Gather(FULL, 0)
        self.assertEqual([gather.wait(60, 0) for _ in range(256)], [0] * 256)
        self.assertGreater(gather.wait(60, 0), 0)

    def test_whoever_prints_a_hundred_lines_a_second_is_never_left_alone(self) -> None:
        gather = Gather(FULL, 0)
        self.assertEqual({gather.wait(60, second / 100) for second in range(10_000)}, {0})

    def test_a_flood_is_left_alone_for_longer_while_it_brings_little(self) -> None:
        gather = self.flooded()
        self.assertEqual([gather.wait(60, 0) for _ in range(4)], [4, 8, 8, 8])
        self.assertEqual(gather.wait(20_000, 0), 1)

    def test_a_full_pipe_is_read_on_at_once(self) -> None:
        gather = self.flooded()
        self.assertEqual({gather.wait(FULL, 0) for _ in range(1000)}, {0})

    def test_after_a_second_of_silence_all_is_as_at_first(self) -> None:
        gather = self.flooded()
        self.assertEqual([gather.wait(60, 2) for _ in range(256)], [0] * 256)


class FloodTest(unittest.TestCase):
    lab: ClassVar[Lab]
    neighbour: ClassVar[Lab]

    @classmethod
    def setUpClass(cls) -> None:
        template = Template(2)
        cls.addClassCleanup(template.close)
        cls.lab = template.lab()
        cls.neighbour = template.lab()

    def test_lines_that_come_fast_are_not_read_one_by_one(self) -> None:
        began = time.monotonic()
        done = self.lab.run(DRIPS, wallMs=300_000)
        seconds = time.monotonic() - began
        self.assertEqual(done.out, b"".join(b"%d\n" % i for i in range(5000)))
        # The burst, 250 a second at once, and as many again a few ms apart.
        self.assertLess(len(done.frames), 300 + 600 * seconds)

    def test_a_flood_comes_whole_and_in_order(self) -> None:
        done = self.lab.run(FLOODS, wallMs=300_000)
        self.assertEqual(done.out, b"".join(b"%07d %s\n" % (i, b"x" * 52) for i in range(50_000)))
        self.assertEqual(done.end["status"], 0)

    def test_a_neighbour_runs_and_stop_is_heard_during_a_flood(self) -> None:
        run, found = self.lab.start(ENDLESS, wallMs=300_000), Outcome()
        while len(found.out) < 4 << 20:
            self.lab.note(found, run, *self.lab.channel.next())
        self.assertEqual(self.neighbour.run("print('here')").out, b"here\n")
        self.lab.channel.say("stop", run=run)
        done = self.lab.wait(run)
        # Not by the kill that follows after the grace time.
        self.assertEqual((done.end["cause"], done.end["status"]), ("stopped", signal.SIGINT))
        self.assertTrue(done.err.endswith(b"KeyboardInterrupt\n"))


if __name__ == "__main__":
    unittest.main()
