"""Lines of instructions, from the table that CPython 3.11 and later keep with each code object."""

_NO_PLACE, _LONG, _NO_COLUMNS, _ONE_LINE = 15, 14, 13, 10
_UNIT = 2


def line_at(table: bytes, first_line: int, offset: int) -> int | None:
    """The line of the instruction `offset` bytes into the code; None where it has none, or the table is torn."""
    line, end, at = first_line, 0, 0
    try:
        while at < len(table):
            kind, units = table[at] >> 3 & 15, (table[at] & 7) + 1
            at += 1
            if kind in (_LONG, _NO_COLUMNS):
                change, at = _signed(table, at)
                line += change
            elif kind in (_ONE_LINE, _ONE_LINE + 1, _ONE_LINE + 2):
                line += kind - _ONE_LINE
            # What else the entry has is of columns; only first bytes have the highest bit.
            while at < len(table) and not table[at] & 0x80:
                at += 1
            end += units * _UNIT
            if offset < end:
                return None if kind == _NO_PLACE else line
    except IndexError:
        pass
    return None


def _signed(table: bytes, at: int) -> tuple[int, int]:
    """A number in pieces of six bits, its sign in the lowest; and where it ends."""
    value, shift = 0, 0
    while True:
        byte = table[at]
        at += 1
        value |= (byte & 63) << shift
        shift += 6
        if not byte & 64 or shift > 60:
            break
    return (-(value >> 1) if value & 1 else value >> 1), at
