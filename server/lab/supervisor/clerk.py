"""Answers the server's requests about files: each in a short-lived process with a run's rights, never in the supervisor."""

import json
import os
from typing import Any, NoReturn

import frames
import syscalls
from channel import Channel
from files import Tree
from loop import Loop, Timer
from namespace import Nest, limit, limit_nothing_left, open_null, set_stdio
from program import HOME

_OUT = 3
_PART = 1 << 16
_PATIENCE_MS = 5000
_MOST_LISTED = 5000
_LONGEST = 4096


class Clerk:
    """One request. Created started; ends by itself."""

    def __init__(self, nest: Nest, loop: Loop, channel: Channel, message: dict[str, Any]) -> None:
        """Raises OSError, KeyError, TypeError or ValueError."""
        self._id = int(message["id"])
        self._loop = loop
        self._channel = channel
        self._reader = frames.FrameReader()
        self._answered = False
        self._fd, write = os.pipe()

        def child() -> NoReturn:
            _confine(nest, write)
            _serve(message, self._id)
            os._exit(0)

        try:
            self._pid = nest.fork(child)
        except OSError:
            os.close(self._fd)
            raise
        finally:
            os.close(write)
        os.set_blocking(self._fd, False)
        self._timer: Timer = loop.after(_PATIENCE_MS, self._give_up)
        loop.watch(self._fd, self._read)

    def _read(self) -> None:
        try:
            data = os.read(self._fd, _PART)
        except BlockingIOError:
            return
        for kind, payload in self._reader.feed(data):
            if kind == "F":
                self._channel.send(frames.file_part(self._id, payload[4:]))
                continue
            answer = frames.parse(payload)
            self._answered = True
            self._channel.send(frames.message(str(answer.pop("op")), **answer))
        if not data:
            self._end()

    def _give_up(self) -> None:
        os.kill(self._pid, 9)

    def _end(self) -> None:
        self._timer.cancel()
        self._loop.forget(self._fd)
        os.close(self._fd)
        os.kill(self._pid, 9)
        os.waitpid(self._pid, 0)
        if not self._answered:
            self._channel.send(frames.message("error", id=self._id, say="the files do not answer"))


def _confine(nest: Nest, write: int) -> None:
    limits = nest.config.limits.program
    os.setsid()
    null = open_null()
    set_stdio(null, null, null)
    os.dup2(write, _OUT)
    syscalls.close_from(_OUT + 1)
    limit(DATA=limits.data, AS=limits.address, NOFILE=limits.openFiles, FSIZE=limits.fileSize)
    limit_nothing_left(limits.pendingSignals)
    nest.confine()


def _serve(message: dict[str, Any], number: int) -> None:
    try:
        _obey(message, number)
    except (OSError, ValueError, TypeError, KeyError) as error:
        say = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        _send(frames.message("error", id=number, say=say[:1000]))


def _obey(message: dict[str, Any], number: int) -> None:
    tree = Tree(HOME)
    if message["op"] == "place":
        tree.place(str(message["dir"]), dict(message["files"]))
        _send(frames.message("placed", id=number))
    elif message["op"] == "list":
        found = tree.walk(str(message["dir"]))[:_MOST_LISTED]
        _send(frames.message("list", id=number, files=_that_fit(found)))
    else:
        fd = tree.open(str(message["path"]))
        while data := os.read(fd, _PART):
            _send(frames.file_part(number, data))
        _send(frames.message("done", id=number))


def _that_fit(found: list[tuple[str, int]]) -> list[dict[str, Any]]:
    """What one frame can carry: strange names are six bytes of JSON for each of theirs."""
    room = frames.MAX_FRAME - 100
    files = []
    for path, size in found:
        room -= len(json.dumps(path)) + 40
        if room < 0:
            break
        if len(path) <= _LONGEST:
            files.append({"path": path, "size": size})
    return files


def _send(frame: bytes) -> None:
    view = memoryview(frame)
    while view:
        view = view[os.write(_OUT, view) :]
