"""Who was stopped is ended in time, but not before it could hear."""

import unittest

from grace import Grace


class GraceTest(unittest.TestCase):
    def setUp(self) -> None:
        self.had, self.would_run = 1.0, True
        self.waits: list[float] = []
        self.ended = 0

    def play(self, a_wait: float, had: float) -> None:
        """Plays to the end; in each wait the program gets so much of the processors."""

        def after(ms: float, call: object) -> None:
            self.waits.append(ms)
            self.had += had
            assert callable(call)
            call()

        def over() -> None:
            self.ended += 1

        Grace(after, lambda: (self.had, self.would_run), over).give(a_wait)

    def test_one_that_ran_and_did_not_listen_is_ended_after_its_time(self) -> None:
        self.play(2000, 1.5)
        self.assertEqual((self.waits, self.ended), ([2000], 1))

    def test_one_that_waits_is_ended_after_its_time(self) -> None:
        self.would_run = False
        self.play(2000, 0.0)
        self.assertEqual((self.waits, self.ended), ([2000], 1))

    def test_one_that_was_not_let_run_gets_its_time_anew_and_not_for_ever(self) -> None:
        self.play(2000, 0.01)
        self.assertEqual((self.waits, self.ended), ([2000] * 3, 1))

    def test_it_is_ended_once_it_has_run(self) -> None:
        self.play(2000, 0.15)
        self.assertEqual((self.waits, self.ended), ([2000] * 2, 1))


if __name__ == "__main__":
    unittest.main()
