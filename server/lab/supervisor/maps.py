"""Where a process has mapped a file: /proc/PID/maps, read as seldom as can be."""

from typing import NamedTuple

_MOST_BYTES = 1 << 20


class Mapped(NamedTuple):
    """A file in memory: from its beginning to the end of its data, with the part that no file fills."""

    file: str
    start: int
    end: int


def holding(pid: int | str, address: int) -> Mapped:
    """The file whose data holds `address`. Raises LookupError."""
    for each in _mapped(pid):
        if each.start <= address < each.end:
            return each
    raise LookupError("CPython's data is in no file")


def of_file(pid: int | str, file: str) -> Mapped | None:
    return next((each for each in _mapped(pid) if each.file == file), None)


def _mapped(pid: int | str) -> list[Mapped]:
    try:
        with open(f"/proc/{pid}/maps", "rb") as maps:
            rows = maps.read(_MOST_BYTES).decode(errors="replace").splitlines()
    except OSError:
        return []
    found: list[Mapped] = []
    for row in rows:
        fields = row.split()
        if len(fields) < 5:
            continue
        start, end = (int(part, 16) for part in fields[0].split("-"))
        file = f"{fields[3]} {fields[4]}"
        last = found[-1] if found else None
        # Zeroed data has no file and follows at once; anything that has a name of its own does not belong.
        bare = fields[4] == "0" and len(fields) == 5
        if last is not None and (file == last.file or (bare and start == last.end)):
            found[-1] = last._replace(end=end)
        elif fields[4] != "0":
            found.append(Mapped(file, start, end))
    return found
