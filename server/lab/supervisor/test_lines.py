"""Whole lines per thread: nothing lost, nothing torn, whatever the pieces in which bytes arrive."""

import random
import unittest

from lines import TAG, Lines

MAGIC = b"\0\x1b12345678"


def tagged(thread: int, data: bytes) -> bytes:
    return MAGIC + TAG.pack(7, thread, len(data)) + data


class LinesTest(unittest.TestCase):
    def setUp(self) -> None:
        self.lines = Lines(MAGIC, 1000)

    def test_untagged_lines_pass_at_once(self) -> None:
        self.assertEqual(self.lines.feed(b"a\nb\nc", 0), b"a\nb\n")
        self.assertTrue(self.lines.holds)

    def test_lines_of_two_threads_are_not_glued(self) -> None:
        got = self.lines.feed(tagged(1, b"one") + tagged(2, b"two") + tagged(1, b"\n") + tagged(2, b"\n"), 0)
        self.assertEqual(got, b"one\ntwo\n")

    def test_a_prompt_is_shown_when_it_has_been_quiet(self) -> None:
        self.lines.feed(b"Name: ", 1.0)
        self.assertEqual(self.lines.quiet(0.5), b"")
        self.assertEqual(self.lines.quiet(1.0), b"Name: ")
        self.assertFalse(self.lines.holds)

    def test_a_thread_that_only_waits_for_its_turn_keeps_its_line(self) -> None:
        class Turns:
            waiting = False

            def waits(self, owner: tuple[int, int]) -> bool:
                return self.waiting and owner == (7, 1)

            def ran(self, owner: tuple[int, int]) -> float:
                return 0.0

        turns = Turns()
        self.lines.feed(tagged(1, b"one"), 1.0)
        self.lines.feed(tagged(2, b"two\n"), 1.3)
        self.assertEqual(self.lines.quiet(1.3, turns), b"")
        turns.waiting = True
        self.assertEqual(self.lines.quiet(1.3, turns), b"one")

    def test_a_thread_that_a_busy_machine_does_not_let_run_keeps_its_line(self) -> None:
        class Turns:
            had = 5.0

            def waits(self, owner: tuple[int, int]) -> bool:
                return False

            def ran(self, owner: tuple[int, int]) -> float:
                return self.had

        turns = Turns()
        self.lines.feed(tagged(1, b"one"), 1.0)
        self.assertEqual(self.lines.quiet(1.1, turns), b"")
        self.assertEqual(self.lines.quiet(1.9, turns), b"")
        turns.had = 5.1
        self.assertEqual(self.lines.quiet(1.9, turns), b"one")
        self.lines.feed(tagged(1, b"two"), 2.0)
        self.assertEqual(self.lines.quiet(11.9, turns), b"")
        self.assertEqual(self.lines.quiet(12.0, turns), b"two")

    def test_a_line_that_ended_before_its_thread_came_to_wait_is_whole(self) -> None:
        class Turns:
            def waits(self, owner: tuple[int, int]) -> bool:
                return True

            def ran(self, owner: tuple[int, int]) -> float:
                return 0.0

        shown: list[bytes] = []
        self.lines.feed(tagged(1, b"one") + tagged(2, b"two"), 1.0)
        more = lambda: shown.append(self.lines.feed(tagged(1, b"\n"), 2.0))  # noqa: E731
        self.assertEqual(self.lines.quiet(1.5, Turns(), more), b"two")
        self.assertEqual(shown, [b"one\n"])

    def test_a_tag_whose_second_half_was_not_read_yet_is_no_text(self) -> None:
        shown: list[bytes] = []
        sent = tagged(1, b"one\n")
        self.lines.feed(sent[:5], 1.0)
        more = lambda: shown.append(self.lines.feed(sent[5:], 2.0))  # noqa: E731
        self.assertEqual(self.lines.quiet(1.5, more=more), b"")
        self.assertEqual(shown, [b"one\n"])

    def test_no_thread_keeps_its_line_for_long(self) -> None:
        self.lines.feed(tagged(1, b"one"), 1.0)
        self.assertEqual(self.lines.quiet(1.1), b"")
        self.assertEqual(self.lines.quiet(1.2), b"one")

    def test_a_very_long_line_is_let_go(self) -> None:
        self.assertEqual(self.lines.feed(b"x" * 1001, 0), b"x" * 1001)

    def test_bytes_that_look_like_the_beginning_of_a_tag_are_kept(self) -> None:
        self.assertEqual(self.lines.feed(b"a\n" + MAGIC[:4], 0), b"a\n")
        self.assertEqual(self.lines.end(), MAGIC[:4])

    def test_a_tag_that_was_read_in_two_is_one_whatever_is_shown_between(self) -> None:
        sent = tagged(1, b"one\n")
        shown = self.lines.feed(sent[:5], 2.0) + self.lines.quiet(1.9) + self.lines.feed(sent[5:], 2.0)
        self.assertEqual(shown, b"one\n")

    def test_fuzz_every_thread_keeps_its_bytes_and_its_lines(self) -> None:
        for seed in range(60):
            dice = random.Random(seed)
            wanted: dict[int, bytes] = {}
            stream = b""
            for _ in range(dice.randrange(1, 120)):
                thread = dice.randrange(4)
                text = b"%d" % thread * dice.randrange(1, 40) + dice.choice([b"\n", b"", b"\n\n"])
                wanted[thread] = wanted.get(thread, b"") + text
                stream += tagged(thread, text) if thread else text
            lines = Lines(MAGIC, 5000)
            shown, at = [], 0
            while at < len(stream):
                size = dice.randrange(1, 50)
                shown.append(lines.feed(stream[at : at + size], 0))
                at += size
            whole = b"".join(shown)
            for line in whole.splitlines():
                self.assertLessEqual(len(set(line)), 1, f"glued line, seed {seed}")
            left = lines.end()
            for thread, text in wanted.items():
                digit = b"%d" % thread
                self.assertEqual((whole + left).count(digit), text.count(digit), f"seed {seed}")
            self.assertEqual(
                sorted(whole + left), sorted(b"".join(wanted.values())), f"seed {seed}"
            )


class ForgedTest(unittest.TestCase):
    def test_forged_owners_are_not_kept_without_bound(self) -> None:
        lines = Lines(MAGIC, 1 << 16)
        forged = b"".join(tagged(n, b"x") for n in range(1000))
        shown = lines.feed(forged, 0.0)
        self.assertGreater(len(shown), 900)
        self.assertEqual(len(shown + lines.end()), 1000)


if __name__ == "__main__":
    unittest.main()
