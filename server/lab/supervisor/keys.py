"""Attributes of an object whose class shares their names: where the names are, and where the values."""

import sys
from typing import Any

from memory import Memory

FIELDS = ("type_keys", "thread_values", "values_first", "values_direct")

_HEAD = 32
_MOST = 64


def names(memory: Memory, address: int) -> list[int]:
    """Texts that are the keys of a table of shared keys, in the order of their values; checked by who asks."""
    head = memory.read(address, _HEAD)
    if len(head) < _HEAD:
        return []
    index, used = head[9], int.from_bytes(head[24:32], sys.byteorder)
    if index > 10 or used > _MOST:
        return []
    return list(memory.words(address + _HEAD + (1 << index), 2 * used)[::2])


def find(memory: Memory, threads: list[Any]) -> dict[str, int]:
    """Of Thread objects. Raises LookupError."""
    wanted, kind = id(sys.intern("_name")), type(threads[0])
    for place in range(0, type.__basicsize__, 8):
        found = names(memory, memory.word(id(kind) + place) or 0)
        if wanted in found:
            values = _values(memory, threads, found.index(wanted))
            return dict(zip(FIELDS, (place, *values)))
    raise LookupError("no shared keys")


def _values(memory: Memory, threads: list[Any], at: int) -> tuple[int, int, int]:
    """Place in the object, of a pointer (0) or of the values themselves (1), and how far from there the first is."""
    wanted = [(id(thread), id(thread._name)) for thread in threads]
    for place in range(-48, 64, 8):
        for first in (0, 1, 8):
            far = [memory.word(memory.word(thread + place) + first + 8 * at) for thread, _ in wanted]
            if far == [name for _, name in wanted]:
                return place, first, 0
        near = [memory.word(thread + place + 8 * at) for thread, _ in wanted]
        if near == [name for _, name in wanted]:
            return place, 0, 1
    raise LookupError("no values")
