"""The learner's files, touched only by processes that have a learner's rights and no more."""

import base64
import errno
import os
import stat
from contextlib import suppress
from typing import Any

_LIMIT_DEPTH = 32
_FULL = "the lab's storage is full: delete files in it, or take a fresh lab"


class Tree:
    """Files below one folder; every step of a path is opened without following links."""

    def __init__(self, root: str) -> None:
        self._root = root

    def place(self, folder: str, files: dict[str, Any]) -> None:
        """Writes each file whose content differs; `None` deletes it. Raises OSError or ValueError with a sentence."""
        base = self._folder(_parts(folder))
        try:
            for path, content in files.items():
                *parents, name = _parts(path) or [""]
                if not name:
                    raise ValueError(f"{path!r} is no file name")
                place = _descend(base, parents, make=content is not None)
                if place is None:
                    continue
                try:
                    _put(place, name, content)
                finally:
                    os.close(place)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise OSError(error.errno, _FULL) from error
            raise
        finally:
            os.close(base)

    def walk(self, folder: str) -> list[tuple[str, int]]:
        """Regular files with their sizes, sorted; what Python caches is left out."""
        found: list[tuple[str, int]] = []
        place = self._reach(_parts(folder), make=False)
        if place is not None:
            _collect(place, "", found)
        return sorted(found)

    def open(self, path: str) -> int:
        """Descriptor of a regular file, for reading. Raises OSError or ValueError."""
        *parents, name = _parts(path) or [""]
        place = self._reach(parents, make=False)
        if place is None or not name:
            if place is not None:
                os.close(place)
            raise FileNotFoundError(2, f"there is no {path}")
        try:
            fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=place)
        finally:
            os.close(place)
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            os.close(fd)
            raise ValueError(f"{path} is no ordinary file")
        return fd

    def _open_root(self) -> int:
        try:
            return os.open(self._root, os.O_RDONLY | os.O_DIRECTORY)
        except PermissionError:
            os.chmod(self._root, 0o755)
            return os.open(self._root, os.O_RDONLY | os.O_DIRECTORY)

    def _reach(self, parts: list[str], make: bool) -> int | None:
        base = self._open_root()
        try:
            return _descend(base, parts, make)
        finally:
            os.close(base)

    def _folder(self, parts: list[str]) -> int:
        place = self._reach(parts, make=True)
        if place is None:
            raise FileNotFoundError(2, "there is no such folder")
        return place


def _parts(path: str) -> list[str]:
    parts = [part for part in path.split("/") if part]
    if path.startswith("/") or ".." in parts or "." in parts or "\0" in path:
        raise ValueError(f"{path!r} leads out of the folder")
    if len(parts) > _LIMIT_DEPTH:
        raise ValueError(f"{path!r} is too deep")
    return parts


def _descend(base: int, parts: list[str], make: bool) -> int | None:
    place = os.dup(base)
    for part in parts:
        try:
            if make:
                _make(place, part)
            below = _open_folder(part, place)
        except FileNotFoundError:
            return None
        finally:
            os.close(place)
        place = below
    return place


def _make(place: int, name: str) -> None:
    """A folder that can be entered; what a program has put in its place is moved aside.

    Programs of a step start at once, each in a process of its own: whichever comes first makes it.
    """
    try:
        os.mkdir(name, 0o755, dir_fd=place)
        return
    except FileExistsError:
        state = os.stat(name, dir_fd=place, follow_symlinks=False)
    if not stat.S_ISDIR(state.st_mode):
        _move_aside(place, name)
        with suppress(FileExistsError):
            os.mkdir(name, 0o755, dir_fd=place)
    elif state.st_mode & 0o700 != 0o700:
        # A link that takes its place now is followed: with the rights of the program that put it there.
        os.chmod(name, 0o755, dir_fd=place)


def _move_aside(place: int, name: str) -> None:
    aside = f"{name[:200]}~"
    try:
        os.rename(name, aside, src_dir_fd=place, dst_dir_fd=place)
    except FileNotFoundError:
        # Another program's start has done so.
        pass
    except OSError:
        os.rename(name, f"{aside}{os.urandom(4).hex()}", src_dir_fd=place, dst_dir_fd=place)


def _put(place: int, name: str, content: Any) -> None:
    if content is None:
        _remove(place, name)
        return
    append = isinstance(content, dict) and bool(content.get("append"))
    data = base64.b64decode(content["base64"]) if isinstance(content, dict) else content.encode()
    before = _content(place, name)
    if append:
        data = (before or b"") + data
    if before == data:
        # Its time of change stays, so that what Python has compiled stays good.
        return
    _replace(place, name, data)


def _replace(place: int, name: str, data: bytes) -> None:
    # A new file under a name of ours, then renamed: a link or fifo planted at `name` is replaced, never opened.
    # Nobody can have guessed that name.
    temporary = f".{name[:200]}.{os.urandom(4).hex()}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    fd = os.open(temporary, flags, 0o644, dir_fd=place)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(fd, view) :]
    except OSError:
        _remove(place, temporary)
        raise
    finally:
        os.close(fd)
    try:
        os.rename(temporary, name, src_dir_fd=place, dst_dir_fd=place)
    except IsADirectoryError:
        _move_aside(place, name)
        os.rename(temporary, name, src_dir_fd=place, dst_dir_fd=place)


def _content(place: int, name: str) -> bytes | None:
    """Of a regular file; None when there is none."""
    try:
        fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=place)
    except OSError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            return None
        chunks = []
        while chunk := os.read(fd, 1 << 20):
            chunks.append(chunk)
        return b"".join(chunks)
    finally:
        os.close(fd)


def _remove(place: int, name: str) -> None:
    try:
        os.unlink(name, dir_fd=place)
    except FileNotFoundError:
        pass


def _collect(place: int, prefix: str, found: list[tuple[str, int]]) -> None:
    """Closes `place`. Passes over what vanishes meanwhile, may not be read, or is deeper than files can be placed."""
    try:
        for name in os.listdir(place):
            try:
                state = os.stat(name, dir_fd=place, follow_symlinks=False)
                if stat.S_ISREG(state.st_mode):
                    found.append((prefix + name, state.st_size))
                elif stat.S_ISDIR(state.st_mode) and name != "__pycache__":
                    if prefix.count("/") + 1 < _LIMIT_DEPTH:
                        _collect(_open_folder(name, place), f"{prefix}{name}/", found)
            except OSError:
                continue
    finally:
        os.close(place)


def _open_folder(name: str, place: int) -> int:
    return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=place)
