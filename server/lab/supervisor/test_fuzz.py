"""Random input, seeded, for all here that reads what a learner's processes may have written."""

import io
import json
import os
import random
import struct
import tempfile
import time
import unittest
from collections.abc import Callable

import frames
from answer import Answer, NoAnswer
from doing import Scene, Stage
from files import Tree
from layout import Layout
from lines import TAG, Lines
from location import line_at
from memory import Memory
from sampler import Doing
from stack import Python

# Set by `npm run fuzz`; without them some seconds of each, the same ones each time.
_CASES = os.environ.get("FUZZ_CASES")
_SEED = int(os.environ.get("FUZZ_SEED", "1"))
_NAMES = json.loads(os.environ.get("FUZZ_NAMES", "[]"))
_SLOW_SECONDS = 10

Dice = random.Random
BIG = [0, 1, 7, 8, 0x7FFF, 0xFFFF_FFFF, 1 << 47, (1 << 63) - 1, (1 << 64) - 1]


class Fuzz(unittest.TestCase):
    def tried(self, of: str, cases: int, one: Callable[[Dice], None]) -> None:
        """Raises what a case raised, with what plays it again."""
        if _NAMES and not any(name in of for name in _NAMES):
            self.skipTest("not named")
        many, began, slowest, failed = int(_CASES or cases), time.monotonic(), 0.0, ""
        for case in range(many):
            at = time.process_time()
            try:
                one(Dice(f"{_SEED} {of} {case}"))
            except Exception as error:
                failed = f"case {case} of seed {_SEED}: {error!r}"
                error.add_note(failed)
                raise
            finally:
                slowest = max(slowest, time.process_time() - at)
                if failed or case == many - 1:
                    self._tell(of, case + 1, (began, slowest), failed)
            self.assertLess(slowest, _SLOW_SECONDS, f"case {case} of seed {_SEED}")

    def _tell(self, of: str, cases: int, times: tuple[float, float], failed: str) -> None:
        if _CASES is None:
            return
        ms, slowest = (time.monotonic() - times[0]) * 1000, times[1] * 1000
        row = {"of": of, "seed": _SEED, "cases": cases, "slowest": slowest, "ms": ms, "failed": failed}
        print(json.dumps(row), flush=True)


def some_bytes(dice: Dice, most: int) -> bytes:
    return dice.randbytes(dice.randrange(most))


def pieces(dice: Dice, data: bytes) -> list[bytes]:
    """Cut anywhere."""
    found = []
    while data:
        size = dice.choice((1, 2, 3, 7, 50, len(data)))
        found.append(data[:size])
        data = data[size:]
    return found


def spoilt(dice: Dice, data: bytes) -> bytes:
    """As it is, as a rule; or with bytes changed, cut out, doubled or put in."""
    found = bytearray(data)
    for _ in range(dice.choice((0, 0, 1, 2, 5))):
        at = dice.randrange(len(found) + 1)
        how = dice.randrange(4)
        if how == 0 and at < len(found):
            found[at] = dice.choice((0, 10, 13, 32, 0xB2, 0xFF, dice.randrange(256)))
        elif how == 1:
            del found[at : at + dice.randrange(20)]
        elif how == 2:
            found[at:at] = found[at : at + dice.randrange(40)]
        else:
            found[at:at] = some_bytes(dice, 6)
    return bytes(found)


class Slow(io.RawIOBase):
    """A socket that brings so much at a time."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        if not self._parts:
            return 0
        part = self._parts[0][: len(buffer)]
        self._parts[0] = self._parts[0][len(part) :]
        if not self._parts[0]:
            self._parts.pop(0)
        buffer[: len(part)] = part
        return len(part)


class AnswerFuzz(Fuzz):
    def test_what_an_app_answers_is_a_page_or_none_however_it_is_cut(self) -> None:
        self.tried("answers of apps", 6_000, self._one)

    def _one(self, dice: Dice) -> None:
        sent = spoilt(dice, self._answer(dice))
        found = self._read(pieces(dice, sent))
        self.assertEqual(found, self._read([sent] if sent else []))
        if isinstance(found, tuple):
            status, body = found
            self.assertIn(status, range(1000))
            self.assertLessEqual(len(body), len(sent))

    def _read(self, parts: list[bytes]) -> tuple[int, bytes] | str:
        """What was read before it broke off counts."""
        body = b""
        try:
            answer = Answer(io.BufferedReader(Slow(list(parts))))
            for part in answer.body():
                body += part
        except NoAnswer as error:
            return str(error)
        return answer.status, body

    def _answer(self, dice: Dice) -> bytes:
        body = some_bytes(dice, 200)
        lines = [dice.choice(("HTTP/1.1 200 OK", "HTTP/1.0 302", "HTTP/1.1 1", "HTTP/2 200", "HTTP/1.1 20\xb2 x"))]
        lengths = (str(len(body)), "0", "-1", "1e3", "\xb2", "9" * 40, " 5 ", "5, 5", "+7", "0x10", "1_0")
        for _ in range(dice.randrange(5)):
            name = dice.choice(("Content-Length", "content-length", "Transfer-Encoding", "X", "", "Location"))
            lines.append(f"{name}{dice.choice((':', ': ', ''))}{dice.choice((*lengths, 'chunked', 'Chunked'))}")
        lines += ["X: y"] * dice.choice((0, 0, 0, 198, 199, 200, 300))
        if dice.random() < 0.5:
            sizes = (f"{len(body):x}", "0", "-1", "fffffff", "1_0", "0x5", "\xb2", "", "g", "5;x=y")
            body = b"".join(
                f"{dice.choice(sizes)}\r\n".encode("latin-1") + body + b"\r\n" for _ in range(dice.randrange(3))
            )
        end = dice.choice(("\r\n", "\n"))
        return (end.join(lines) + end + end).encode("latin-1") + body


class FramesFuzz(Fuzz):
    def test_frames_are_the_same_however_they_are_cut_or_refused(self) -> None:
        self.tried("frames in the lab", 6_000, self._one)

    def _one(self, dice: Dice) -> None:
        sent = spoilt(dice, b"".join(self._frame(dice) for _ in range(dice.randrange(4))))
        whole = self._read([sent])
        self.assertEqual(self._read(pieces(dice, sent)), whole)
        for _, payload in whole or []:
            for parse in (frames.parse, frames.parse_input):
                try:
                    parse(payload)
                except frames.FrameError:
                    pass

    def _read(self, parts: list[bytes]) -> list[tuple[str, bytes]] | None:
        """None: refused, and what came before with it."""
        reader, found = frames.FrameReader(), []
        try:
            for part in parts:
                found += reader.feed(part)
        except frames.FrameError:
            return None
        return found

    def _frame(self, dice: Dice) -> bytes:
        how = dice.randrange(5)
        if how == 0:
            return frames.message(dice.choice(("run", "", "\ud800", "x" * 99)), a=dice.choice((1, None, 1e308, "\0")))
        if how == 1:
            return struct.pack(">IB", dice.choice((0, 1, 5, 1 << 20, (1 << 20) + 1, 1 << 31)), dice.randrange(256))
        if how == 2:
            text = dice.choice((b'{"op":', b"[", b'{"op":"a","b":[')) * dice.choice((1, 9, 20_000))
            return struct.pack(">IB", len(text) + 1, ord("J")) + text
        if how == 3:
            text = b'{"op":"a","n":' + dice.choice((b"1" * 5_000, b"NaN", b"1e999", b"-0", b'"\\ud800"')) + b"}"
            return struct.pack(">IB", len(text) + 1, ord("J")) + text
        return frames.way(dice.choice(BIG[:6]), some_bytes(dice, 30))


class LinesFuzz(Fuzz):
    MAGIC = b"\0\x1b12345678"

    def test_what_threads_print_comes_out_whole_and_bounded_whatever_is_forged(self) -> None:
        self.tried("output of threads", 6_000, self._one)

    def _one(self, dice: Dice) -> None:
        magic, most = self.MAGIC, dice.choice((10, 100, 5_000))
        lines = Lines(magic, most)
        texts: list[bytes] = []
        stream = b""
        for _ in range(dice.randrange(40)):
            text = dice.choice((b"", b"a", b"\n", b"ab\n", magic[:4], some_bytes(dice, 30).replace(magic[:1], b"")))
            owner = dice.choice((1, 1, 2, 2, dice.randrange(1 << 32)))
            texts.append(text)
            tag = magic + TAG.pack(owner & 7, owner, len(text)) if dice.random() < 0.7 else b""
            stream += tag + text
        shown, now = b"", 0.0
        for part in pieces(dice, stream):
            now += dice.choice((0.0, 0.05, 0.5, 2.0))
            shown += lines.feed(part, now)
            if dice.random() < 0.3:
                shown += lines.quiet(now - 0.1)
            held = sum(map(len, lines._held.values())) + len(lines._rest)
            self.assertLessEqual(held, 65 * most + len(magic) + TAG.size)
        shown += lines.end()
        if magic not in b"".join(texts) and magic[:4] not in texts:
            self.assertEqual(sorted(shown), sorted(b"".join(texts)))


class LocationFuzz(Fuzz):
    def test_no_table_of_lines_is_too_much(self) -> None:
        self.tried("tables of lines", 20_000, self._one)

    def _one(self, dice: Dice) -> None:
        known = dice.choice((self._one, Fuzz.tried, some_bytes, pieces)).__code__
        table = dice.choice((spoilt(dice, known.co_linetable), some_bytes(dice, 60), b"\xff" * dice.randrange(99)))
        found = line_at(table, dice.choice((0, 1, -1, known.co_firstlineno, *BIG)), dice.choice((*BIG, 2, 60, -9)))
        self.assertTrue(found is None or isinstance(found, int))
        exact = line_at(known.co_linetable, known.co_firstlineno, 2 * dice.randrange(len(known.co_code) // 2))
        self.assertIn(exact, {None, *(line for _, _, line in known.co_lines())})


_TYPE, _CODE, _TEXT, _TRUE, _RUNTIME = 0x40, 0x60, 0x80, 0xA0, 0xC0
_BASE = 0x5000_0000
_LAYOUT = Layout(
    **{"file": "fd:01 7", "base_runtime": _RUNTIME, "base_type_type": _TYPE, "base_code_type": _CODE},
    **{"base_text_type": _TEXT, "base_true": _TRUE, "runtime_interpreter": 8, "interpreter_thread": 16},
    **{"thread_next": 0, "thread_number": 8, "thread_frame": 16, "thread_through": -1, "frame_code": 0},
    **{"frame_previous": 8, "frame_instruction": 16, "frame_locals": 24, "object_type": 8, "code_size": 96},
    **{"code_filename": 16, "code_name": 24, "code_qualname": 32, "code_table": 40, "code_first_line": 48},
    **{"code_flags": 52, "code_names": 56, "many_count": 16, "bytes_data": 24, "tuple_items": 24},
    **{"float_value": 16, "text_length": 16, "text_state": 24, "text_mask": 0xF, "type_keys": 24},
    **{"text_kinds": ((1, 32, 1), (2, 32, 2), (4, 32, 4)), "thread_values": 16, "values_first": 0, "values_direct": 1},
)


class Image(Memory):
    """A process' memory: what lies at `_BASE` and above, as CPython would have it."""

    def __init__(self) -> None:
        self.bytes = bytearray(0x100)
        for kind in (_TYPE, _CODE, _TEXT):
            self.put(_BASE + kind + 8, _BASE + _TYPE)

    def read(self, address: int, size: int) -> bytes:
        at = address - _BASE
        return bytes(self.bytes[at : at + size]) if 0 <= at else b""

    def put(self, address: int, word: int) -> None:
        self.bytes[address - _BASE : address - _BASE + 8] = struct.pack("<Q", word & (1 << 64) - 1)

    def make(self, *words: int, more: bytes = b"") -> int:
        address = _BASE + len(self.bytes)
        self.bytes += b"".join(struct.pack("<Q", word & (1 << 64) - 1) for word in words) + more
        self.bytes += b"\0" * (-len(self.bytes) % 8)
        return address

    def text(self, text: str) -> int:
        most = max(map(ord, text), default=0)
        width, codec = (1, "latin-1") if most < 256 else (2, "utf-16-le") if most < 1 << 16 else (4, "utf-32-le")
        data = text.encode(codec, "surrogatepass")
        return self.make(1, _BASE + _TEXT, len(text), width, more=data + b"\0" * 80)

    def code(self, texts: tuple[int, int, int], table: bytes, lines: tuple[int, int], names: list[int]) -> int:
        bytes_ = self.make(1, 0, len(table), more=table)
        tuple_ = self.make(1, 0, len(names), *names)
        first_and_flags = lines[0] & 0xFFFF_FFFF | lines[1] << 32
        return self.make(1, _BASE + _CODE, *texts, bytes_, first_and_flags, tuple_, more=b"\0" * 40)


def units(text: str) -> int:
    """Length as the server counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class SceneFuzz(Fuzz):
    """`wire.ts` bounds what may be told of a thread: what is beyond it would cost the lab its life."""

    FILES = ("/home/learner/s/a.py", "b.py", "/usr/lib/python3.11/threading.py", "asyncio/events.py", "<string>", "x" * 999)
    NAMES = ("main", "Thread.join", "Thread._bootstrap", "Handle._run", "BaseEventLoop._run_once", "🙂" * 300, "é" * 120, "\ud800")

    def test_what_is_read_from_any_memory_can_be_told(self) -> None:
        self.tried("memory of programs", 6_000, self._one)

    def _one(self, dice: Dice) -> None:
        image = Image()
        state = self._state(dice, image)
        for _ in range(dice.choice((0, 0, 1, 3, 20))):
            at = _BASE + 8 * dice.randrange(len(image.bytes) // 8)
            image.put(at, dice.choice((*BIG, _BASE + 8 * dice.randrange(len(image.bytes) // 8), dice.randrange(1 << 64))))
        python = Python(os.getpid(), _LAYOUT)
        python._mapped = python._mapped._replace(start=_BASE, end=_BASE + 0x100)
        for each in (state, *python.threads(image).values()):
            stage = Stage(os.getpid(), python, "s")
            stage._cwd = self._cwd
            scene = stage.scene(image, each)
            self._check(scene)
            for thread in (scene.thread, scene.joined):
                name = stage.name(image, thread)
                self.assertTrue(name is None or units(name[0]) <= 200)

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self._cwd = f"{folder.name}/cwd"
        os.symlink("/home/learner/s", self._cwd)

    def _check(self, scene: Scene) -> None:
        line = scene.line
        self.assertTrue(line is None or 1 <= line <= 0xFFFF_FFFF, f"line {line}")
        for text, most in ((scene.file, 600), (scene.function, 200), (scene.task, 200)):
            self.assertTrue(text is None or units(text) <= most)
        self.assertTrue(scene.began is None or 0 <= scene.began <= 1 << 53)
        told = Doing("x", False, "running", file=scene.file, line=line, function=scene.function).fields()
        frames.message("thread", **told)

    def _state(self, dice: Dice, image: Image) -> int:
        """Of a thread with some frames."""
        thread = image.make(1, _BASE + _TYPE, image.text("Thread-1"), 0, 0)
        before = 0
        for _ in range(dice.randrange(6)):
            texts = tuple(image.text(dice.choice(words)) for words in (self.FILES, self.NAMES, self.NAMES))
            table = dice.choice((pieces.__code__.co_linetable, some_bytes(dice, 40), b"\xff" * 50))
            lines = (dice.choice((0, 1, 5, 0xFFFF_FFFF, 1 << 31)), dice.choice((0, 0x80, 0x83)))
            names = [image.text(dice.choice(("self", "end_time", "x")))] * dice.randrange(3)
            code = image.code((texts[0], texts[1], texts[2]), table, lines, names)
            offset = code + _LAYOUT.code_size + dice.choice((0, 2, 40, 1 << 40))
            before = image.make(code, before, offset, thread, thread)
        state = image.make(0, 77, before)
        interpreter = image.make(0, 0, state)
        image.put(_BASE + _RUNTIME + 8, interpreter)
        return state


class TreeFuzz(Fuzz):
    """The learner's programs have put anything in the way: nothing outside of their folder is touched."""

    PARTS = ("a", "b", "a~", "..", ".", "", "x" * 300, "é", "\ud800", "\0", "out", "pipe", "no")

    def test_files_are_placed_below_their_folder_whatever_lies_there(self) -> None:
        self.tried("files of learners", 1_000, self._one)

    def _one(self, dice: Dice) -> None:
        with tempfile.TemporaryDirectory(dir="/dev/shm", ignore_cleanup_errors=True) as folder:
            root, outside = f"{folder}/root", f"{folder}/outside"
            os.mkdir(root)
            os.mkdir(outside)
            with open(f"{outside}/a", "w", encoding="ascii") as decoy:
                decoy.write("decoy")
            tree = Tree(root)
            open_before = os.listdir("/proc/self/fd")
            for _ in range(dice.randrange(1, 8)):
                dice.choice((self._plant, self._ask))(dice, root, tree)
            self.assertEqual(os.listdir("/proc/self/fd"), open_before, "a descriptor is left")
            self.assertEqual(os.listdir(outside), ["a"])
            with open(f"{outside}/a", encoding="ascii") as decoy:
                self.assertEqual(decoy.read(), "decoy")

    def _path(self, dice: Dice) -> str:
        return dice.choice(("", "", "/")) + "/".join(
            dice.choice(self.PARTS[:2] if dice.random() < 0.7 else self.PARTS) for _ in range(dice.randrange(4))
        )

    def _plant(self, dice: Dice, root: str, _tree: Tree) -> None:
        place = f"{root}/{'/'.join(dice.choice(('a', 'b')) for _ in range(dice.randrange(1, 3)))}"
        if not os.path.realpath(os.path.dirname(place)).startswith(root):
            return
        try:
            if dice.random() < 0.3:
                os.rename(place, f"{root}/{dice.choice(('a', 'b', 'a~'))}")
            dice.choice(
                (
                    lambda: os.symlink(dice.choice(("../outside", "../outside/a", f"{root}/../outside", "a", ".")), place),
                    lambda: os.mkfifo(place),
                    lambda: os.mkdir(place, dice.choice((0o755, 0o000, 0o500))),
                    lambda: os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL)),
                )
            )()
        except OSError:
            pass

    def _ask(self, dice: Dice, _root: str, tree: Tree) -> None:
        contents = ("text", "\ud800", None, {"base64": "eA=="}, {"base64": "eA==", "append": True}, {"base64": "*"})
        try:
            how = dice.randrange(3)
            if how == 0:
                tree.place(self._path(dice), {self._path(dice): dice.choice(contents) for _ in range(2)})
            elif how == 1:
                tree.walk(self._path(dice))
            else:
                os.close(tree.open(self._path(dice)))
        except (OSError, ValueError):
            # Told as one sentence.
            pass


if __name__ == "__main__":
    unittest.main()
