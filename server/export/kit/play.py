#!/usr/bin/env python3
"""Plays a step of this lesson: starts its programs in their order, and prints what they print.

    python3 play.py                 lists the steps
    python3 play.py 03              starts what Run starts in step 03
    python3 play.py 03 publisher    starts one program of it
    python3 play.py 02 --solution   with the solution in place of the exercise

A line begins with the name of the program: `|` is its output, `!` its errors, `~` what is seen of it.
Ctrl-C ends everything.
"""

from __future__ import annotations

import importlib.util
import json
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
REDIS = ("localhost", 6379)
# A program has so long to end after each of two Ctrl-C before it is killed: a server survives one in a page.
GRACE = 1.5
# When all have ended, what was seen of them may come so much later.
LATE = 2.0
POSIX = os.name == "posix"
if POSIX:
    import termios

# What was seen: who saw it, of what kind, and the rest. Bounded, so that a flood waits in its own pipe.
Event = tuple[str, str, Any]
Events = "queue.Queue[Event]"


def answers(port: int, path: str, timeout: float) -> bool:
    """Whether the page is answered in time, with whatever status."""
    try:
        urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=timeout).close()
    except urllib.error.HTTPError as error:
        error.close()
    except OSError:
        return False
    return True


class Running:
    """One program that was started, with a thread for each of its pipes."""

    def __init__(self, program: dict[str, Any], folder: Path, events: Events) -> None:
        self.id: str = program["id"]
        self._asks: bool = program.get("asks", False)
        self._events = events
        near, far = terminal()
        try:
            self._process = subprocess.Popen(
                command(program["argv"]),
                cwd=folder,
                env=surroundings(),
                stdin=subprocess.PIPE if self._asks else subprocess.DEVNULL,
                stdout=far,
                stderr=subprocess.PIPE,
                # Of its own: what it starts is ended with it, and Ctrl-C reaches it through us, once.
                start_new_session=POSIX,
            )
        except OSError:
            os.close(near)
            raise
        finally:
            os.close(far)
        assert self._process.stderr is not None
        self._readers = [
            threading.Thread(target=self._read, args=(end, kind), daemon=True)
            for end, kind in ((near, "out"), (self._process.stderr.fileno(), "err"))
        ]
        for reader in self._readers:
            reader.start()
        threading.Thread(target=self._wait, daemon=True).start()

    def _read(self, end: int, kind: str) -> None:
        rest = b""
        while True:
            chunk = received(end)
            *lines, rest = (rest + chunk).split(b"\n")
            if rest and not chunk:
                lines, rest = [*lines, rest], b""
            for line in lines:
                self._events.put((self.id, kind, line.decode("utf-8", "replace").rstrip("\r")))
            if self._asks and kind == "out":
                self._events.put((self.id, "begun", rest.decode("utf-8", "replace")))
            if not chunk:
                return

    def _wait(self) -> None:
        status = self._process.wait()
        for reader in self._readers:
            # What it started may hold the pipes for ever.
            reader.join(timeout=1)
        self._events.put((self.id, "ended", status))

    def type(self, line: str) -> None:
        """Types a line into it; what has ended takes none."""
        pipe = self._process.stdin
        if pipe is None:
            return
        try:
            pipe.write(line.encode())
            pipe.flush()
        except (OSError, ValueError):
            pass

    def interrupt(self) -> None:
        """As Ctrl-C does. On Windows the terminal has told everyone already."""
        if POSIX:
            self._signal(signal.SIGINT)

    def kill(self) -> None:
        """Ends it and what it has started."""
        if POSIX:
            self._signal(signal.SIGKILL)
        else:
            self._process.kill()

    def _signal(self, number: int) -> None:
        try:
            os.killpg(self._process.pid, number)
        except (ProcessLookupError, PermissionError):
            pass


def terminal() -> tuple[int, int]:
    """The end that is read, and the one that is written: on a terminal Python writes a line whole, also of two threads."""
    if not POSIX:
        return os.pipe()
    near, far = os.openpty()
    modes = termios.tcgetattr(far)
    # What is read is what was written.
    modes[1] &= ~termios.OPOST
    termios.tcsetattr(far, termios.TCSANOW, modes)
    return near, far


def received(end: int) -> bytes:
    """What came; nothing when no program is left that could write."""
    try:
        return os.read(end, 65536)
    except OSError:
        # A terminal says so with an error.
        return b""


def surroundings() -> dict[str, str]:
    """The environment of a program. A pipe, unlike a terminal, would be written to only at the end."""
    unbuffered = {} if POSIX else {"PYTHONUNBUFFERED": "1"}
    return {**os.environ, **unbuffered, "PYTHONIOENCODING": "utf-8", "DJANGO_COLORS": "nocolor"}


def command(argv: list[str]) -> list[str]:
    """The command with the Python that runs this."""
    if argv[0] in ("python", "python3"):
        return [sys.executable, *argv[1:]]
    if argv[0] == "gunicorn":
        return [sys.executable, "-m", *argv]
    return argv


def words(line: bytes) -> list[str] | None:
    """The words of a command in MONITOR's form: `+1700.5 [0 127.0.0.1:5000] "PUBLISH" "chat" "hi"`."""
    escapes = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"a": b"\a", b"b": b"\b"}

    def unescape(found: re.Match[bytes]) -> bytes:
        sign = found.group(1)
        return bytes([int(sign[1:], 16)]) if sign[:1] == b"x" and len(sign) == 3 else escapes.get(sign, sign)

    quoted = re.findall(rb'"((?:[^"\\]|\\.)*)"', line)
    if not line.startswith(b"+") or not quoted:
        return None
    plain = (re.sub(rb"\\(x[0-9a-f]{2}|.)", unescape, word, flags=re.S) for word in quoted)
    return [word.decode("utf-8", "replace") for word in plain]


def monitor(events: Events, ready: threading.Event) -> None:
    """Tells each command that Redis gets; comes back when Redis does."""
    while True:
        try:
            with socket.create_connection(REDIS, timeout=2) as redis:
                redis.settimeout(None)
                redis.sendall(b"MONITOR\r\n")
                for line in redis.makefile("rb"):
                    ready.set()
                    command_words = words(line)
                    if command_words is not None:
                        events.put(("redis", "command", command_words))
        except OSError:
            pass
        ready.set()
        time.sleep(0.5)


def heart(program: dict[str, Any], events: Events) -> None:
    """Asks the app for its page on a fixed beat; tells when it begins to answer and when it does no more."""
    beat = program["beat"]
    answered: bool | None = None
    since = time.monotonic()
    while True:
        began = time.monotonic()
        now = answers(program["port"], beat["path"], beat["timeout"])
        if now and not answered:
            took = (time.monotonic() - began) * 1000
            events.put((program["id"], "answers", f"{beat['label']}: answers in {took:.0f} ms"))
        elif answered and not now:
            silent = time.monotonic() - since
            events.put((program["id"], "silent", f"{beat['label']}: no answer since {silent:.1f} s"))
        if now:
            since = time.monotonic()
        answered = now or (None if answered is None else False)
        time.sleep(max(0.0, beat["every"] - (time.monotonic() - began)))


class Seen:
    """What was seen so far, as far as a start may wait for it."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.commands: list[list[str]] = []
        self.lines: list[tuple[str, str]] = []
        self.answering: set[str] = set()
        self.ended: set[str] = set()

    def note(self, event: Event) -> None:
        """Keeps what `holds` may be asked about."""
        who, kind, what = event
        if kind == "command":
            self.commands.append(what)
        elif kind in ("out", "err"):
            self.lines.append((who, what))
        elif kind == "answers":
            self.answering.add(who)
        elif kind == "ended":
            self.ended.add(who)

    def holds(self, wait: dict[str, Any]) -> bool:
        """Whether what a start waits for has been seen."""
        if "all" in wait:
            return all(self.holds(part) for part in wait["all"])
        if "any" in wait:
            return any(self.holds(part) for part in wait["any"])
        if "answers" in wait:
            return wait["answers"] in self.answering
        if "ended" in wait:
            return wait["ended"] in self.ended
        if "seconds" in wait:
            return time.monotonic() - self.began >= wait["seconds"]
        if "output" in wait:
            fits = {
                "line": lambda line: line == wait["output"],
                "has": lambda line: wait["output"] in line,
                "matches": lambda line: re.search(wait["output"], line) is not None,
            }[wait["how"]]
            count = sum(1 for who, line in self.lines if who == wait["of"] and fits(line))
            return count >= wait["times"]
        return sum(1 for one in self.commands if self._is(one, wait)) >= wait["times"]

    @staticmethod
    def _is(one: list[str], wait: dict[str, Any]) -> bool:
        name, *args = one
        if wait["command"] == "SUBSCRIBE":
            return name.upper() in ("SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE") and set(wait["args"]) <= set(args)
        return name.upper() == wait["command"].upper() and args[: len(wait["args"])] == wait["args"]


class Play:
    """One step, from its first start to its last end. Only the main thread prints."""

    def __init__(self, programs: list[dict[str, Any]], folder: Path) -> None:
        self._folder = folder
        self._events: Events = queue.Queue(maxsize=1000)
        self._seen = Seen()
        self._waiting = list(programs)
        self._running: dict[str, Running] = {}
        # A line that has no end yet, and how much of it was printed: what asks for input stops within a line.
        self._begun: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._interrupts = 0
        self._ended_at = time.monotonic()
        self._labels = {program["id"]: program["label"] for program in programs}
        self._width = max(len(label) for label in self._labels.values())

    def run(self) -> None:
        """Returns when all have ended, or after Ctrl-C."""
        if any("after" in program for program in self._waiting):
            self._watch_redis()
        if any(program.get("asks") for program in self._waiting):
            threading.Thread(target=self._listen, daemon=True).start()
        self._start_what_may()
        while self._interrupts == 0 and (self._running or self._may_start_yet()):
            self._next()
            self._start_what_may()
        self._stop()
        for program in self._waiting:
            self._say(program["id"], "~", f"not started. {program['say']} That did not happen.")

    def interrupt(self, _number: int, _frame: object) -> None:
        """Ends everything; the second time at once. Raises nothing: no start is ever cut in half."""
        self._interrupts += 1

    def _may_start_yet(self) -> bool:
        return bool(self._waiting) and time.monotonic() - self._ended_at < LATE

    def _watch_redis(self) -> None:
        ready = threading.Event()
        threading.Thread(target=monitor, args=(self._events, ready), daemon=True).start()
        ready.wait(timeout=3)

    def _listen(self) -> None:
        for line in sys.stdin:
            self._events.put(("you", "typed", line))

    def _start_what_may(self) -> None:
        for program in list(self._waiting):
            if "after" in program and not self._seen.holds(program["after"]):
                continue
            self._waiting.remove(program)
            self._start(program)

    def _start(self, program: dict[str, Any]) -> None:
        self._say(program["id"], "~", " ".join(program["argv"]))
        try:
            self._running[program["id"]] = Running(program, self._folder, self._events)
        except OSError as error:
            self._say(program["id"], "!", str(error))
            return
        if "beat" in program:
            threading.Thread(target=heart, args=(program, self._events), daemon=True).start()
        for path in program.get("visits", []):
            self._say(program["id"], "~", f"visit http://localhost:{program['port']}{path}")

    def _next(self) -> None:
        try:
            # Not for ever: on Windows Ctrl-C is heard only between two waits.
            event = self._events.get(timeout=0.2)
        except queue.Empty:
            self._show_begun()
            return
        self._seen.note(event)
        who, kind, what = event
        if kind == "out":
            self._say(who, "|", what.removeprefix(self._shown.pop(who, "")))
        elif kind == "err":
            self._say(who, "!", what)
        elif kind == "begun":
            self._begun[who] = what
        elif kind == "typed":
            for program in self._running.values():
                program.type(what)
        elif kind == "ended":
            del self._running[who]
            self._ended_at = time.monotonic()
            self._say(who, "~", f"ended by signal {-what}" if what < 0 else f"exited {what}")
        elif kind in ("answers", "silent") and who in self._running:
            self._say(who, "~", what)

    def _show_begun(self) -> None:
        """It has been quiet: whoever stands within a line waits for an answer."""
        for who, line in self._begun.items():
            fresh = line.removeprefix(self._shown.get(who, ""))
            if fresh:
                self._say(who, "|", fresh)
                self._shown[who] = line
        self._begun.clear()

    def _say(self, who: str, mark: str, text: str) -> None:
        print(f"{self._labels[who]:<{self._width}} {mark} {text}", flush=True)

    def _stop(self) -> None:
        for _ in range(2):
            for running in self._running.values():
                running.interrupt()
            until = time.monotonic() + GRACE
            while self._running and time.monotonic() < until and self._interrupts < 2:
                self._next()
        for running in self._running.values():
            running.kill()
        while self._running:
            self._next()


def missing(modules: list[str]) -> list[str]:
    """Modules that cannot be imported."""
    return [module for module in modules if importlib.util.find_spec(module) is None]


def warn_without_redis() -> None:
    """Says how to get one; the programs run all the same, and say what they see."""
    try:
        socket.create_connection(REDIS, timeout=2).close()
    except OSError:
        print("Redis does not answer at localhost:6379. README.md says how to start one.", flush=True)


def listing(score: dict[str, Any]) -> Iterator[str]:
    """The steps, a line each, and the programs of each."""
    yield f"{score['title']}. What can be played:"
    for step in score["steps"]:
        if step["programs"]:
            ids = ", ".join(program["id"] for program in step["programs"])
            yield f"  python3 play.py {step['id'].split('-')[0]}  {step['title']} ({ids})"


def chosen(step: dict[str, Any], names: list[str]) -> list[dict[str, Any]]:
    """The programs that are named, to be started at once; without a name all that start by themselves."""
    programs: list[dict[str, Any]] = step["programs"]
    if not names:
        return [program for program in programs if program["start"] != "hand"] or programs
    unknown = set(names) - {program["id"] for program in programs}
    if unknown:
        known = ", ".join(program["id"] for program in programs)
        raise SystemExit(f"No program is named {', '.join(sorted(unknown))}. There are {known}.")
    named = [program for program in programs if program["id"] in names]
    return [{key: value for key, value in program.items() if key != "after"} for program in named]


def main(arguments: list[str]) -> None:
    """Reads the arguments and plays."""
    score = json.loads((HERE / "play.json").read_text(encoding="utf-8"))
    solved = "--solution" in arguments
    wanted, *names = [word for word in arguments if word != "--solution"] or [""]
    if wanted in ("-h", "--help"):
        print(__doc__.strip())
        return
    found = [step for step in score["steps"] if wanted in (step["id"], step["id"].split("-")[0])]
    if len(found) != 1 or not found[0]["programs"]:
        print("\n".join(listing(score)))
        if wanted:
            raise SystemExit(f"{wanted} is none of them.")
        return
    [step] = found
    if solved and not step.get("solution"):
        raise SystemExit(f"{step['id']} has no solution: it is no exercise.")
    lacking = missing(score["modules"])
    if lacking:
        raise SystemExit(f"Not installed: {', '.join(lacking)}. python3 -m pip install -r requirements.txt")
    programs = chosen(step, names)
    folder = HERE / step["id"] / ("solution" if solved else "")
    warn_without_redis()
    for program in step["programs"]:
        if program["start"] == "hand" and program not in programs:
            print(f"In a second terminal: python3 play.py {step['id'].split('-')[0]} {program['id']}", flush=True)
    play = Play(programs, folder)
    # Named, since a shell lets what it starts in the background ignore Ctrl-C.
    for number in (signal.SIGINT, *((signal.SIGTERM, signal.SIGHUP) if POSIX else ())):
        signal.signal(number, play.interrupt)
    play.run()
    # Nothing is left that it could end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    main(sys.argv[1:])
