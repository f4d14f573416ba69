"""A Redis that hangs is found out in time; one that a busy machine does not let run is waited for, and not for ever."""

import unittest

from patience import answer_in_time

PONG = b"+PONG\r\n"


class PatienceTest(unittest.TestCase):
    def setUp(self) -> None:
        self.waits: list[float] = []
        self.would_run = True

    def ask(self, said: dict[int, bytes], share: float = 0.0) -> bytes:
        """`said`: what comes in which wait, from 0 on. `share`: of each wait, how much of it Redis runs."""
        had = 3.0

        def hear(seconds: float) -> bytes | None:
            nonlocal had
            had += seconds * share
            self.waits.append(seconds)
            return said.get(len(self.waits) - 1)

        return answer_in_time(hear, lambda: (had, self.would_run), 0.2)

    def test_an_answer_is_the_answer(self) -> None:
        self.assertEqual((self.ask({0: PONG}), self.waits), (PONG, [0.2]))

    def test_a_closed_connection_is_no_answer_and_waited_for_no_longer(self) -> None:
        self.assertEqual((self.ask({0: b""}), self.waits), (b"", [0.2]))

    def test_one_that_sleeps_hangs(self) -> None:
        self.would_run = False
        self.assertEqual((self.ask({}), self.waits), (b"", [0.2, 0]))

    def test_one_that_runs_and_does_not_answer_hangs(self) -> None:
        self.assertEqual((self.ask({}, 0.95), self.waits), (b"", [0.2, 0]))

    def test_one_that_runs_slowly_and_does_not_answer_hangs_too(self) -> None:
        self.assertEqual((self.ask({}, 0.15), self.waits), (b"", [0.2] * 4 + [0]))

    def test_one_that_is_not_let_run_is_waited_for(self) -> None:
        self.assertEqual((self.ask({9: PONG}, 0.001), self.waits), (PONG, [0.2] * 10))

    def test_but_not_for_ever(self) -> None:
        self.assertEqual((self.ask({}), self.waits), (b"", [0.2] * 25 + [0]))

    def test_an_answer_that_came_while_we_were_held_up_counts(self) -> None:
        self.would_run = False
        self.assertEqual(self.ask({1: PONG}), PONG)


if __name__ == "__main__":
    unittest.main()
