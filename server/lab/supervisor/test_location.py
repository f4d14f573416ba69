"""Lines are those that CPython itself tells, for every instruction of its standard library."""

import os
import sysconfig
import unittest
from collections.abc import Iterator
from types import CodeType

from location import line_at

ROOT = sysconfig.get_path("stdlib")


def codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from codes(each)


class LocationTest(unittest.TestCase):
    def test_each_instruction_of_the_standard_library_has_its_line(self) -> None:
        seen = 0
        for name in sorted(os.listdir(ROOT)):
            if name.endswith(".py"):
                with open(f"{ROOT}/{name}", "rb") as file:
                    whole = compile(file.read(), name, "exec")
                for code in codes(whole):
                    seen += self.compare(code)
        self.assertGreater(seen, 50_000)

    def compare(self, code: CodeType) -> int:
        # Each range costs a walk through the table: of long ones, some.
        ranges = list(code.co_lines())
        for start, _, line in ranges[:: 1 + len(ranges) // 40]:
            self.assertEqual(line_at(code.co_linetable, code.co_firstlineno, start), line, code)
        return len(ranges)

    def test_a_torn_table_has_no_line(self) -> None:
        self.assertIsNone(line_at(b"\xf0", 1, 1 << 20))
        self.assertIsNone(line_at(b"\xe8\x40", 1, 0))
