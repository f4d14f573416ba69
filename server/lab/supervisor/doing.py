"""What a thread does, in the learner's terms: from what it waits for and from the frames of its stack."""

import os
from typing import NamedTuple

from memory import Memory
from program import HOME
from stack import Frame, Python

# A stack may be deeper: what lies further out is then not told.
_MOST_FRAMES = 200
_NOT_OWN = ("/site-packages/", "/dist-packages/", "/lib/python3")
_COROUTINE = 0x80 | 0x100 | 0x200
# Where the standard library waits, by file and function: what for, in one word.
_WAITING = {
    ("threading.py", "Thread.join"): "join",
    ("threading.py", "_shutdown"): "join",
    ("queue.py", "Queue.get"): "queue",
    ("queue.py", "Queue.put"): "queue",
    ("queue.py", "Queue.join"): "queue",
    ("multiprocessing/queues.py", "Queue.get"): "queue",
    ("multiprocessing/queues.py", "SimpleQueue.get"): "queue",
    ("concurrent/futures/thread.py", "_worker"): "queue",
    ("multiprocessing/process.py", "BaseProcess.join"): "child",
}
_CUT = 100


class Scene(NamedTuple):
    """What a stack shows. `file` is relative to the step. `began`: µs since when the event loop is in this round."""

    file: str | None = None
    line: int | None = None
    function: str | None = None
    task: str | None = None
    waits_for: str | None = None
    # Address of the Thread object that is joined, and of the thread's own.
    joined: int = 0
    thread: int = 0
    began: int | None = None


class Stage:
    """Reads the stacks of one process. `folder` is the step's."""

    def __init__(self, pid: int, python: Python, folder: str) -> None:
        self._cwd = f"/proc/{pid}/cwd"
        self._python = python
        self._folder = os.path.normpath(f"{HOME}/{folder}")
        # Where files are, relative to the step, by what their code calls them; None for those of others.
        self._files: dict[str, str | None] = {}

    def scene(self, memory: Memory, state: int) -> Scene:
        """Of the thread whose state CPython keeps there."""
        found, coroutine, in_step = Scene(), None, False
        for frame in self._python.frames(memory, state, _MOST_FRAMES):
            code = frame.code
            file = self._own(code.file)
            if file is not None:
                if found.file is None:
                    found = found._replace(
                        file=file[:300], line=frame.line, function=code.name[:_CUT]
                    )
                if code.flags & _COROUTINE:
                    coroutine = code.name[:_CUT]
                continue
            place = _place(code.file, code.qualname)
            if place is None:
                continue
            if place == ("asyncio/events.py", "Handle._run"):
                # What lies outside of it is of the loop, not of what runs now.
                found, in_step = found._replace(task=coroutine), True
            elif place == ("asyncio/base_events.py", "BaseEventLoop._run_once"):
                found = found._replace(began=self._round(memory, frame) if in_step else None)
            elif place == ("threading.py", "Thread._bootstrap"):
                found = found._replace(thread=self._python.local(memory, frame, "self"))
            elif found.file is None and found.waits_for is None:
                joined = self._python.local(memory, frame, "self") if place[1] == "Thread.join" else 0
                found = found._replace(waits_for=_WAITING[place], joined=joined)
        return found

    def name(self, memory: Memory, thread: int) -> tuple[str, bool] | None:
        """Of a Thread object: its name, and whether it is a daemon."""
        found = self._python.attributes(memory, thread, ("_name", "_daemonic")) if thread else {}
        name = self._python.text(memory, found["_name"]) if "_name" in found else None
        if name is None:
            return None
        return name[:_CUT], self._python.is_true(found.get("_daemonic", 0))

    def _round(self, memory: Memory, frame: Frame) -> int | None:
        """When this round of the loop began: it notes that itself."""
        began = self._python.number(memory, self._python.local(memory, frame, "end_time"))
        return int(began * 1e6) if 0 < began < 1e9 else None

    def _own(self, file: str) -> str | None:
        if file not in self._files:
            if len(self._files) > 4096:
                self._files.clear()
            self._files[file] = self._relative(file)
        return self._files[file]

    def _relative(self, file: str) -> str | None:
        if file.startswith("<"):
            return None
        try:
            path = os.path.normpath(os.path.join(os.readlink(self._cwd), file))
        except OSError:
            return None
        if not path.startswith(f"{HOME}/") or any(part in path for part in _NOT_OWN):
            return None
        return os.path.relpath(path, self._folder)


def _place(file: str, function: str) -> tuple[str, str] | None:
    """What we know a function of the standard library by, if we do."""
    parts = file.rsplit("/", 3)
    for count in (1, 2, 3):
        place = ("/".join(parts[-count:]), function)
        if place in _KNOWN:
            return place
    return None


_KNOWN = {
    *_WAITING,
    ("asyncio/events.py", "Handle._run"),
    ("asyncio/base_events.py", "BaseEventLoop._run_once"),
    ("threading.py", "Thread._bootstrap"),
}
