"""Answers the server's requests about files: each in a short-lived process with a run's rights, never in the supervisor."""

import json
import os
from typing import Any

import frames
from channel import Channel
from errand import Errand, send
from files import Tree
from loop import Loop
from namespace import Nest
from program import HOME

_PART = 1 << 16
_PATIENCE_MS = 5000
_MOST_LISTED = 5000
_LONGEST = 4096


class Clerk:
    """One request. Created started; ends by itself."""

    def __init__(self, nest: Nest, loop: Loop, channel: Channel, message: dict[str, Any]) -> None:
        """Raises OSError, KeyError, TypeError or ValueError."""
        self._id = int(message["id"])
        self._channel = channel
        self._answered = False
        self._errand = Errand(nest, loop, lambda: _serve(message, self._id), self)
        self._timer = loop.after(_PATIENCE_MS, self._errand.kill)

    def heard(self, kind: str, payload: bytes) -> None:
        if kind == "F":
            self._channel.send(frames.file_part(self._id, payload[4:]))
            return
        answer = frames.parse(payload)
        self._answered = True
        self._channel.send(frames.message(str(answer.pop("op")), **answer))

    def over(self) -> None:
        self._timer.cancel()
        if not self._answered:
            self._channel.send(frames.message("error", id=self._id, say="the files do not answer"))


def _serve(message: dict[str, Any], number: int) -> None:
    try:
        _obey(message, number)
    except (OSError, ValueError, TypeError, KeyError) as error:
        say = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        send(frames.message("error", id=number, say=say[:1000]))


def _obey(message: dict[str, Any], number: int) -> None:
    tree = Tree(HOME)
    if message["op"] == "place":
        tree.place(str(message["dir"]), dict(message["files"]))
        send(frames.message("placed", id=number))
    elif message["op"] == "list":
        found = tree.walk(str(message["dir"]))[:_MOST_LISTED]
        send(frames.message("list", id=number, files=_that_fit(found)))
    else:
        fd = tree.open(str(message["path"]))
        while data := os.read(fd, _PART):
            send(frames.file_part(number, data))
        send(frames.message("done", id=number))


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
