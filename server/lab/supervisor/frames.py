"""Frames between server and lab (WIRE.md): cutting a stream of bytes into them, and making them."""

import json
import struct
from typing import Any

MAX_FRAME = 1 << 20

_HEAD = struct.Struct(">IB")
_OUTPUT = struct.Struct(">IBIQ")
_NUMBER = struct.Struct(">I")
# Made once: `json.dumps` would make one for each frame.
_JSON = json.JSONEncoder(separators=(",", ":"))


class FrameError(Exception):
    """What came is no frame; the server would never send it."""


class FrameReader:
    """Collects bytes until frames are whole."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, data: bytes) -> list[tuple[str, bytes]]:
        """The frames completed by `data`: kind and payload. Raises FrameError."""
        self._bytes += data
        frames: list[tuple[str, bytes]] = []
        start = 0
        while len(self._bytes) - start >= 4:
            (length,) = _NUMBER.unpack_from(self._bytes, start)
            if not 1 <= length <= MAX_FRAME:
                raise FrameError(f"a frame of {length} bytes")
            end = start + 4 + length
            if len(self._bytes) < end:
                break
            kind = chr(self._bytes[start + 4])
            frames.append((kind, bytes(self._bytes[start + 5 : end])))
            start = end
        del self._bytes[:start]
        return frames


def message(op: str, **fields: Any) -> bytes:
    """A `J` frame."""
    text = _JSON.encode({"op": op, **fields}).encode()
    return _HEAD.pack(len(text) + 1, ord("J")) + text


def output(kind: str, run: int, at: int, data: bytes) -> bytes:
    """An `O`, `E`, `P` or `R` frame, `run` a run or a connection; `at` in µs of CLOCK_MONOTONIC."""
    return _OUTPUT.pack(len(data) + 13, ord(kind), run, at) + data


def way(number: int, data: bytes) -> bytes:
    """A `D` frame: bytes of one of the server's own connections to Redis."""
    return _HEAD.pack(len(data) + 5, ord("D")) + _NUMBER.pack(number) + data


def file_part(request: int, data: bytes) -> bytes:
    """An `F` frame."""
    return _HEAD.pack(len(data) + 5, ord("F")) + _NUMBER.pack(request) + data


def page_part(visit: int, data: bytes) -> bytes:
    """A `V` frame."""
    return _HEAD.pack(len(data) + 5, ord("V")) + _NUMBER.pack(visit) + data


def parse(payload: bytes) -> dict[str, Any]:
    """The object in a `J` frame. Raises FrameError."""
    try:
        value = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise FrameError("no JSON") from error
    if not isinstance(value, dict) or not isinstance(value.get("op"), str):
        raise FrameError("no message")
    return value


def parse_input(payload: bytes) -> tuple[int, bytes]:
    """Number and bytes of an `I` or `D` frame. Raises FrameError."""
    if len(payload) < 4:
        raise FrameError("input without a run")
    return _NUMBER.unpack_from(payload)[0], payload[4:]
