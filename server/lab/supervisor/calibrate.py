"""Finds CPython's layout by content: what Python says of its own objects is looked for in their memory."""

import ctypes
import json
import os
import signal
import struct
import sys
from collections.abc import Callable, Iterable
from types import CodeType, FrameType, FunctionType
from typing import Any, cast

import keys
from layout import Layout
from maps import Mapped, holding
from memory import Memory

_SECONDS = 20
# A stack reference may be tagged in its lowest bits.
_UNTAGGED = ~3


def calibrate() -> Layout:
    """Of this interpreter. Needs threads, so a fork does it: this process stays what it is. Raises LookupError."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _report(write)
    os.close(write)
    parts = []
    while part := os.read(read, 1 << 16):
        parts.append(part)
    os.close(read)
    os.waitpid(child, 0)
    found = json.loads(b"".join(parts) or b'"this CPython ends when it is looked at"')
    if isinstance(found, str):
        raise LookupError(found)
    found["text_kinds"] = tuple(tuple(kind) for kind in found["text_kinds"])
    return Layout(**found)


def _report(write: int) -> None:
    found: object = "it takes too long"
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(_SECONDS)
        with Memory("self") as memory:
            found = _Finder(memory).layout()._asdict()
    except BaseException as error:
        found = f"another layout of CPython: {error}"
    finally:
        os.write(write, json.dumps(found).encode())
        os._exit(0)


class _Seat:
    """A thread that sits still in a function we know."""

    def __init__(self) -> None:
        import threading

        self.frame: Any = None
        self.taken, self.leave = threading.Lock(), threading.Lock()
        self.taken.acquire()
        self.leave.acquire()
        self.thread = threading.Thread(target=_come, args=(self,), daemon=True)
        self.thread.start()
        self.taken.acquire()


def _come(seat: _Seat) -> None:
    _sit(seat)


def _sit(seat: _Seat) -> None:
    seat.frame = sys._getframe()
    seat.taken.release()
    seat.leave.acquire()


class _Finder:
    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._seats = [_Seat(), _Seat()]
        symbol = ctypes.c_char.in_dll(ctypes.pythonapi, "_PyRuntime")
        self._runtime = ctypes.addressof(symbol)
        self._mapped = holding("self", self._runtime)

    def layout(self) -> Layout:
        frames = self._frames()
        return Layout(
            **self._statics(self._mapped),
            **self._threads(frames),
            **self._code(),
            **self._texts(),
            **self._attributes(),
            object_type=self._find([(id(each), id(type(each))) for each in (self, 1.5, "a", b"")], 4),
            many_count=self._find([(id(each), len(each)) for each in (b"_" * 77, b"_" * 99)], 8),
            bytes_data=bytes.__basicsize__ - 1,
            tuple_items=tuple.__basicsize__,
            float_value=self._float(),
        )

    def _statics(self, mapped: Mapped) -> dict[str, Any]:
        def place(thing: object) -> int:
            if not mapped.start <= id(thing) < mapped.end:
                raise LookupError("a static object lies elsewhere")
            return id(thing) - mapped.start

        return {
            "file": mapped.file,
            "base_runtime": self._runtime - mapped.start,
            "base_type_type": place(type),
            "base_code_type": place(CodeType),
            "base_text_type": place(str),
            "base_true": place(True),
        }

    def _frames(self) -> dict[int, int]:
        """The interpreter's frame by frame object, of those that sit."""
        found = {}
        for seat in self._seats:
            for frame in (seat.frame, seat.frame.f_back):
                words = self._memory.words(id(frame), FrameType.__basicsize__ // 8)
                inner = [word for word in words if self._leads(word, id(frame.f_code))]
                if not inner:
                    raise LookupError("no frame")
                found[id(frame)] = inner[0]
        return found

    def _leads(self, address: int, value: int) -> bool:
        words = self._memory.words(address, 12) if address else ()
        return any(word & _UNTAGGED == value for word in words)

    def _threads(self, frames: dict[int, int]) -> dict[str, int]:
        one, two = self._seats
        get, head = ctypes.pythonapi.PyInterpreterState_Head, ctypes.pythonapi.PyInterpreterState_ThreadHead
        get.restype = head.restype = ctypes.c_void_p
        interpreter = get()
        newest = head(ctypes.c_void_p(interpreter))
        following = ctypes.pythonapi.PyThreadState_Next
        following.restype = ctypes.c_void_p
        second = following(ctypes.c_void_p(newest))
        states = [(second, one), (newest, two)]
        inner = [(frames[id(seat.frame)], seat.frame) for seat in self._seats]
        outer = [(frames[id(seat.frame)], frames[id(seat.frame.f_back)]) for seat in self._seats]
        size = CodeType.__basicsize__
        return {
            "runtime_interpreter": self._first_interpreter(interpreter),
            "interpreter_thread": self._find([(interpreter, newest)], 1 << 14),
            "thread_next": self._find([(newest, second)], 128),
            "thread_number": self._find([(at, seat.thread.native_id) for at, seat in states], 64),
            **self._current([(at, frames[id(seat.frame)]) for at, seat in states]),
            "frame_code": self._find([(at, id(frame.f_code)) for at, frame in inner], 16, _UNTAGGED),
            "frame_previous": self._find(outer, 16),
            "frame_instruction": self._find(
                [(at, id(frame.f_code) + size + frame.f_lasti) for at, frame in inner], 16
            ),
            "frame_locals": self._find(
                [(at, id(seat)) for (at, _), seat in zip(inner, self._seats)], 24, _UNTAGGED
            ),
        }

    def _first_interpreter(self, address: int) -> int:
        """Of the one that a program starts in. A list of all, where a later one stands first, lies just before it."""
        head = self._find([(self._runtime, address)], 1024)
        return head + 8 if self._memory.word(self._runtime + head + 8) == address else head

    def _current(self, states: list[tuple[int, int]]) -> dict[str, int]:
        try:
            return {"thread_frame": self._find(states, 64), "thread_through": -1}
        except LookupError:
            pass
        for through in (0, 8):
            for place in range(0, 512, 8):
                ways = [(self._memory.word(at + place), frame) for at, frame in states]
                if all(way and self._memory.word(way + through) == frame for way, frame in ways):
                    return {"thread_frame": place, "thread_through": through}
        raise LookupError("no frame that runs")

    def _code(self) -> dict[str, int]:
        functions = [each for each in vars(_Finder).values() if isinstance(each, FunctionType)]
        codes = [
            each.__code__.replace(co_firstlineno=7000 + at, co_filename=f"{at} of our own")
            for at, each in enumerate(functions)
        ]
        table = cast(Callable[[CodeType], bytes], lambda code: code.co_linetable)

        def of(value: Callable[[CodeType], object]) -> int:
            return self._find([(id(code), id(value(code))) for code in codes], 32)

        return {
            "code_size": CodeType.__basicsize__,
            "code_filename": of(lambda code: code.co_filename),
            "code_name": of(lambda code: code.co_name),
            "code_qualname": of(lambda code: code.co_qualname),
            "code_table": of(table),
            "code_first_line": self._find_int([(id(code), code.co_firstlineno) for code in codes]),
            "code_flags": self._find_int(_flags()),
            "code_names": self._names(),
        }

    def _names(self) -> int:
        """Of the tuple with the names of local variables."""
        for at in range(0, CodeType.__basicsize__, 8):
            names = self._memory.word(id(_sit.__code__) + at)
            if names and self._memory.word(names + tuple.__basicsize__) == id(sys.intern("seat")):
                return at
        raise LookupError("no names of variables")

    def _texts(self) -> dict[str, Any]:
        samples = ("of its own " * 3, "caf\xe9 " * 9, "\u20ac of " * 11, "\U0001f40d of " * 13)
        plain = [samples[0], *sys.modules, *map(chr, range(128)), "".join(["n", "ew"])]
        length = self._find([(id(text), len(text)) for text in samples], 8)
        state = length + 16
        # How a text is interned says nothing of how it is stored.
        mask = self._differing(samples, state) & ~self._differing(plain, state)
        kinds = []
        for text, (codec, width) in zip(
            samples, (("latin-1", 1), ("latin-1", 1), ("utf-16-le", 2), ("utf-32-le", 4))
        ):
            data = self._memory.read(id(text), sys.getsizeof(text)).find(text.encode(codec))
            if data < state:
                raise LookupError("no text")
            kinds.append((self._int(id(text) + state) & mask, data, width))
        if len({bits for bits, _, _ in kinds}) != len(kinds):
            raise LookupError("texts that cannot be told apart")
        return {"text_length": length, "text_state": state, "text_mask": mask, "text_kinds": kinds}

    def _float(self) -> int:
        samples = [1234.5678, 8765.4321]
        return self._find(
            [(id(each), struct.unpack("Q", struct.pack("d", each))[0]) for each in samples], 8
        )

    def _attributes(self) -> dict[str, int]:
        try:
            return keys.find(self._memory, [seat.thread for seat in self._seats])
        except LookupError:
            return dict.fromkeys(keys.FIELDS, -1)

    def _differing(self, texts: Iterable[str], place: int) -> int:
        states = [self._int(id(text) + place) for text in texts]
        found = 0
        for each in states:
            found |= each ^ states[0]
        return found

    def _int(self, address: int) -> int:
        return int.from_bytes(self._memory.read(address, 4), sys.byteorder)

    def _find(self, samples: Iterable[tuple[int, Any]], count: int, mask: int = ~0) -> int:
        """Where, in the first `count` words, each address has its value."""
        found = None
        for address, value in samples:
            words = self._memory.words(address, count)
            places = {8 * at for at, word in enumerate(words) if word & mask == value}
            found = places if found is None else found & places
        if not found:
            raise LookupError("a field is not found")
        return min(found)

    def _find_int(self, samples: list[tuple[int, int]]) -> int:
        for at in range(16, CodeType.__basicsize__, 4):
            if all(self._int(address + at) == value for address, value in samples):
                return at
        raise LookupError("a number is not found")


def _flags() -> list[tuple[int, int]]:
    functions: list[Any] = [_sit, calibrate, _Finder.layout, _Finder._names]
    codes = [each.__code__ for each in functions]
    _kept.extend(code.replace(co_flags=code.co_flags | 0x80) for code in codes)
    return [(id(code), code.co_flags) for code in [*codes, *_kept]]


_kept: list[CodeType] = []
