"""One CPython process as its memory shows it: its threads, their frames, the names of Thread objects."""

import struct
import time
from collections.abc import Iterator
from typing import NamedTuple

import keys
import maps
from layout import Layout
from location import line_at
from memory import Memory
from processes import PAGE

_MOST_THREADS = 256
_MOST_TEXT = 1024
_MOST_TABLE = 1 << 16
_MOST_CODES = 4096
_LOOK_AGAIN = 1.0
_UNTAGGED = ~3
# Lines are numbers of C's int.
_MOST_LINES = 1 << 31


class Code(NamedTuple):
    """A code object. `names`: address of the tuple with the names of its local variables."""

    file: str
    name: str
    qualname: str
    flags: int
    first_line: int
    table: bytes
    names: int


class Frame(NamedTuple):
    """`offset`: of the instruction it is at, bytes into its code. `locals`: where its local variables lie."""

    code: Code
    offset: int
    locals: int

    @property
    def line(self) -> int | None:
        """From 1. A module begins in line 0 as CPython counts, and a code object of a program's own making anywhere."""
        found = line_at(self.code.table, self.code.first_line, max(0, self.offset))
        return found if found is not None and 0 < found < _MOST_LINES else None


class Python:
    """Of one process, from look to look. What it cannot read, or what makes no sense, it leaves out."""

    def __init__(self, pid: int, layout: Layout) -> None:
        self._pid = pid
        self._layout = layout
        self._mapped = maps.Mapped(layout.file, 0, 0)
        self._looked = 0.0
        self._codes: dict[int, tuple[bytes, Code]] = {}

    def own(self, address: int) -> bool:
        """True for the interpreter's own data: a thread that waits there waits for its turn."""
        return self._mapped.start <= address < self._mapped.end

    def here(self, memory: Memory) -> bool:
        """False while the process runs something else than the CPython we know."""
        if self._mapped.end and self._sound(memory):
            return True
        if time.monotonic() - self._looked < _LOOK_AGAIN:
            return False
        self._looked = time.monotonic()
        self._codes.clear()
        found = maps.of_file(self._pid, self._layout.file)
        if found is None:
            return False
        self._mapped = found
        return self._sound(memory)

    def threads(self, memory: Memory) -> dict[int, int]:
        """CPython's state of each thread, by the number that the thread's own namespace gives it.

        The newest stands first, and until its thread runs for the first time it has the number of the one that made
        it: of two with the same number the older is right.
        """
        layout, found = self._layout, {}
        interpreter = memory.word(self._mapped.start + layout.base_runtime + layout.runtime_interpreter)
        at = memory.word(interpreter + layout.interpreter_thread) if interpreter else 0
        for _ in range(_MOST_THREADS):
            if not at:
                break
            found[memory.word(at + layout.thread_number)] = at
            at = memory.word(at + layout.thread_next)
        return found

    def frames(self, memory: Memory, thread: int, most: int) -> Iterator[Frame]:
        """Innermost first, at most so many."""
        layout = self._layout
        at = memory.word(thread + layout.thread_frame)
        if layout.thread_through >= 0 and at:
            at = memory.word(at + layout.thread_through)
        size = max(layout.frame_code, layout.frame_previous, layout.frame_instruction) + 8
        # Those that called it lie below a frame, most of them in the same page.
        start, block = 0, b""
        for _ in range(most):
            if not start <= at <= start + len(block) - size:
                start = at - at % PAGE
                block = memory.read(start, at + size - start) if at else b""
            if at + size > start + len(block):
                return
            words = struct.unpack_from(f"{size // 8}Q", block, at - start)
            address = words[layout.frame_code // 8] & _UNTAGGED
            code = self._code(memory, address)
            if code is not None:
                offset = words[layout.frame_instruction // 8] - address - layout.code_size
                yield Frame(code, offset, at + layout.frame_locals)
            at = words[layout.frame_previous // 8]

    def local(self, memory: Memory, frame: Frame, name: str) -> int:
        """The object that a local variable names; 0 when there is none."""
        layout = self._layout
        count = min(64, memory.word(frame.code.names + layout.many_count))
        for place, each in enumerate(memory.words(frame.code.names + layout.tuple_items, count)):
            if self.text(memory, each) == name:
                return memory.word(frame.locals + 8 * place) & _UNTAGGED
        return 0

    def number(self, memory: Memory, address: int) -> float:
        """The value of a float object."""
        data = memory.read(address + self._layout.float_value, 8)
        return float(struct.unpack("d", data)[0]) if len(data) == 8 else 0.0

    def text(self, memory: Memory, address: int) -> str | None:
        """A str object, cut when it is long."""
        layout = self._layout
        data = memory.read(address, 256) if address else b""
        if len(data) < 80 or self._word(data, layout.object_type) != self._static(layout.base_text_type):
            return None
        length = self._word(data, layout.text_length)
        state = self._word(data, layout.text_state) & layout.text_mask
        for bits, begin, width in layout.text_kinds:
            if bits == state:
                end = begin + width * min(length, _MOST_TEXT)
                whole = data if end <= len(data) else memory.read(address, end)
                codec = {1: "latin-1", 2: "utf-16-le", 4: "utf-32-le"}[width]
                return whole[begin:end].decode(codec, "replace")
        return None

    def attributes(self, memory: Memory, address: int, names: tuple[str, ...]) -> dict[str, int]:
        """Objects that attributes of an object name; none when it does not share their names with its class."""
        layout = self._layout
        if layout.type_keys < 0:
            return {}
        kind = memory.word(address + layout.object_type)
        shared = keys.names(memory, memory.word(kind + layout.type_keys)) if kind else []
        values = address + layout.thread_values
        if not layout.values_direct:
            values = memory.word(values) + layout.values_first
        objects = memory.words(values, len(shared))
        found = {self.text(memory, key): each for key, each in zip(shared, objects)}
        return {name: found[name] for name in names if found.get(name)}

    def is_true(self, address: int) -> bool:
        return address == self._static(self._layout.base_true)

    def _static(self, offset: int) -> int:
        return self._mapped.start + offset

    def _sound(self, memory: Memory) -> bool:
        """Types are where they should be, and an interpreter lives."""
        layout = self._layout
        kind = memory.word(self._static(layout.base_code_type) + layout.object_type)
        interpreter = self._static(layout.base_runtime) + layout.runtime_interpreter
        return kind == self._static(layout.base_type_type) and memory.word(interpreter) != 0

    def _code(self, memory: Memory, address: int) -> Code | None:
        layout = self._layout
        head = memory.read(address, layout.code_size) if address else b""
        if len(head) < layout.code_size:
            return None
        if self._word(head, layout.object_type) != self._static(layout.base_code_type):
            return None
        # Others may stand where one was freed; the count of its users changes all the time.
        known = self._codes.get(address)
        stamp = head[layout.code_filename : layout.code_table + 8]
        if known is not None and known[0] == stamp:
            return known[1]
        code = self._read_code(memory, head)
        if code is not None:
            if len(self._codes) >= _MOST_CODES:
                self._codes.clear()
            self._codes[address] = (stamp, code)
        return code

    def _read_code(self, memory: Memory, head: bytes) -> Code | None:
        layout = self._layout
        places = (layout.code_filename, layout.code_name, layout.code_qualname)
        file, name, qualname = (self.text(memory, self._word(head, place)) for place in places)
        table = self._word(head, layout.code_table)
        size = min(_MOST_TABLE, memory.word(table + layout.many_count))
        if file is None or name is None or qualname is None:
            return None
        return Code(
            file,
            name,
            qualname,
            self._int(head, layout.code_flags),
            self._int(head, layout.code_first_line),
            memory.read(table + layout.bytes_data, size),
            self._word(head, layout.code_names),
        )

    @staticmethod
    def _word(data: bytes, place: int) -> int:
        return int.from_bytes(data[place : place + 8], "little")

    @staticmethod
    def _int(data: bytes, place: int) -> int:
        return int.from_bytes(data[place : place + 4], "little")
