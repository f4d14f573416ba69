"""A visit to a run's web app, made from inside the lab as a browser would: one GET, which waits as long as it takes."""

import socket
import time
from typing import Any, BinaryIO

import frames
from answer import Answer, NoAnswer
from channel import Channel
from errand import Errand, send
from loop import Loop, clock
from namespace import Nest

# What the server may know of a header that the page needs.
_NEEDED = (("contentType", "content-type"), ("location", "location"))


class Visit:
    """Created on its way. Tells `visited` exactly once: answered, failed, or left."""

    def __init__(self, nest: Nest, loop: Loop, channel: Channel, message: dict[str, Any]) -> None:
        """Raises OSError, KeyError, TypeError or ValueError."""
        self.id = int(message["visit"])
        port, path = int(message["port"]), str(message["path"])
        most, patience = int(message["bytes"]), float(message["patienceMs"])
        if not 1 <= port <= 65535 or not path.startswith("/") or not path.isascii() or " " in path:
            raise ValueError("a visit out of bounds")
        self._channel = channel
        self._began = time.monotonic()
        self._told = False
        self._errand = Errand(nest, loop, lambda: _Visitor(self.id, port).go(path, most), self)
        self._timer = loop.after(patience, self._give_up)
        self.ended = False

    def leave(self) -> None:
        """Closes its connection, as closing a tab does."""
        self._tell("left")
        self._errand.kill()

    def heard(self, kind: str, payload: bytes) -> None:
        if self._told:
            return
        if kind == "V":
            self._channel.send(frames.page_part(self.id, payload[4:]))
            return
        answer = frames.parse(payload)
        self._tell(str(answer.pop("type")), **{k: v for k, v in answer.items() if k != "op"})

    def over(self) -> None:
        self.ended = True
        self._timer.cancel()
        self._tell("failed", say="The visit broke off.")

    def _give_up(self) -> None:
        self._tell("failed", say="The visit was given up: no answer came.")
        self._errand.kill()

    def _tell(self, kind: str, **fields: Any) -> None:
        if self._told:
            return
        self._told = True
        fields = {"ms": _ms_since(self._began), **fields}
        self._channel.send(frames.message("visited", visit=self.id, at=clock(), type=kind, **fields))


class _Visitor:
    """In a process of its own."""

    def __init__(self, visit: int, port: int) -> None:
        self._visit = visit
        self._port = port
        self._began = time.monotonic()

    def go(self, path: str, most: int) -> None:
        try:
            self._answered(Answer(self._ask(path)), most)
        except ConnectionRefusedError:
            self._failed(f"Nothing listens on port {self._port}.")
        except OSError:
            self._failed("The app closed the connection without an answer.")
        except NoAnswer as error:
            self._failed(str(error))

    def _ask(self, path: str) -> BinaryIO:
        connection = socket.socket()
        connection.connect(("127.0.0.1", self._port))
        connection.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost:{self._port}\r\nUser-Agent: visitor\r\n"
            "Accept: text/html, */*\r\nConnection: close\r\n\r\n".encode()
        )
        return connection.makefile("rb")

    def _answered(self, answer: Answer, most: int) -> None:
        left = most
        for part in answer.body():
            if part[:left]:
                send(frames.page_part(self._visit, part[:left]))
            left -= len(part)
            if left < 0:
                break
        needed = {
            field: answer.headers[name][:2000]
            for field, name in _NEEDED
            if name in answer.headers
        }
        fields = {"ms": _ms_since(self._began), "status": answer.status, "cut": left < 0, **needed}
        send(frames.message("visited", type="answered", **fields))

    def _failed(self, say: str) -> None:
        send(frames.message("visited", type="failed", say=say))


def _ms_since(began: float) -> float:
    return round((time.monotonic() - began) * 1000, 3)
