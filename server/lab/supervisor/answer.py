"""An HTTP answer, read as it comes. Not by `http.client`: putting that together again costs a visit 8 MB."""

from collections.abc import Iterator
from typing import BinaryIO

_LINE = 1 << 16
_HEADERS = 200
_PART = 1 << 16


class NoAnswer(Exception):
    """What came is no HTTP; one sentence."""


class Answer:
    """Status and headers are there; the body is yet to be read."""

    def __init__(self, file: BinaryIO) -> None:
        """Raises NoAnswer, OSError."""
        self._file = file
        line = self._line()
        if not line:
            raise NoAnswer("The app closed the connection without an answer.")
        version, _, rest = line.partition(b" ")
        if not version.startswith(b"HTTP/1.") or not rest[:3].isdigit():
            raise NoAnswer("What came is no answer of a web app.")
        self.status = int(rest[:3])
        self.headers = self._read_headers()

    def body(self) -> Iterator[bytes]:
        """In parts. Ends where the app says so, or closes. Raises NoAnswer, OSError."""
        if self.headers.get("transfer-encoding", "").lower() == "chunked":
            return self._chunks()
        length = self.headers.get("content-length", "")
        # "²" is a digit to str, and no number.
        return self._parts(int(length[:15]) if length.isascii() and length.isdigit() else None)

    def _read_headers(self) -> dict[str, str]:
        headers: dict[str, str] = {}
        for _ in range(_HEADERS):
            line = self._line()
            if not line:
                return headers
            name, _, value = line.decode("latin-1").partition(":")
            headers.setdefault(name.strip().lower(), value.strip())
        raise NoAnswer("The app sent more headers than a browser takes.")

    def _parts(self, length: int | None) -> Iterator[bytes]:
        while length is None or length > 0:
            # What is there: a page that comes slowly is shown as far as it came.
            part = self._file.read1(_PART if length is None else min(length, _PART))  # type: ignore[attr-defined]
            if not part:
                return
            if length is not None:
                length -= len(part)
            yield part

    def _chunks(self) -> Iterator[bytes]:
        while True:
            size = self._line().partition(b";")[0].strip()
            try:
                length = int(size[:15], 16)
            except ValueError:
                raise NoAnswer("The app broke off in the middle of its answer.") from None
            if length <= 0:
                return
            yield from self._parts(length)
            self._line()

    def _line(self) -> bytes:
        return self._file.readline(_LINE).rstrip(b"\r\n")
