"""What a thread waits for, read from its memory."""

import ctypes
import os
import struct
import unittest

from waits import Call, deadline


class Deadline(unittest.TestCase):
    def of(self, seconds: int, nanos: int) -> int | None:
        """As of a thread that sleeps until then."""
        given = ctypes.create_string_buffer(struct.pack("qq", seconds, nanos))
        return deadline(os.getpid(), Call("clock_nanosleep", (1, 1, ctypes.addressof(given))))

    def test_is_in_microseconds(self) -> None:
        self.assertEqual(self.of(12, 345_678_999), 12_345_678)

    def test_is_not_told_of_who_sleeps_for_ever(self) -> None:
        self.assertIsNone(self.of(9_223_372_036, 0))

    def test_is_not_told_of_what_is_no_time(self) -> None:
        self.assertIsNone(self.of(-1, 0))
        self.assertIsNone(self.of(1, 1_000_000_000))
        self.assertIsNone(self.of(1, -5))


if __name__ == "__main__":
    unittest.main()
