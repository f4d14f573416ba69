"""The lab's processes as /proc shows them: whose they are, and what memory they hold."""

import os

PAGE = os.sysconf("SC_PAGE_SIZE")
# What the kernel counts a process's time in.
TICKS_PER_S = os.sysconf("SC_CLK_TCK")
# At most what a lock takes in /proc/locks: two places in a file of 19 digits each.
_LOCK_BYTES = 128


def pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def read(path: str) -> bytes:
    """A small file of the kernel's; nothing when it is gone or not ours to read."""
    try:
        fd = os.open(path, os.O_RDONLY)
    except OSError:
        return b""
    try:
        return os.read(fd, 1 << 16)
    except OSError:
        return b""
    finally:
        os.close(fd)


def stat(place: str) -> list[bytes]:
    """The fields of `/proc/<pid>/stat` after the name, which may hold anything; none when it is gone. `place`: `/proc/<pid>`."""
    return read(f"{place}/stat").rpartition(b")")[2].split()


def parents() -> dict[int, int]:
    """Parent by pid."""
    found = {}
    for pid in pids():
        fields = stat(f"/proc/{pid}")
        if len(fields) > 1:
            found[pid] = int(fields[1])
    return found


def descendants(root: int, parent_of: dict[int, int]) -> set[int]:
    """`root` and all below it. A run's orphans have its init as their parent."""
    found = {root}
    grown = True
    while grown:
        more = {pid for pid, parent in parent_of.items() if parent in found} - found
        found |= more
        grown = bool(more)
    return found


def own_number(place: str) -> int:
    """What the innermost namespace of a process or thread calls it; 0 when it is gone."""
    for line in read(f"{place}/status").splitlines():
        if line.startswith(b"NSpid:"):
            return int(line.split()[-1])
    return 0


def children(pid: int) -> list[int]:
    """Of all its threads."""
    try:
        tids = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return []
    return [
        int(child) for tid in tids for child in read(f"/proc/{pid}/task/{tid}/children").split()
    ]


def resident(statm: bytes) -> int:
    """Bytes in memory, shared pages counted in full, as `/proc/<pid>/statm` tells; 0 when the process is gone."""
    fields = statm.split(None, 2)
    return int(fields[1]) * PAGE if len(fields) > 1 else 0


def faults(pid: int) -> int:
    """How many pages it was given so far, those among them that it had shared before."""
    fields = stat(f"/proc/{pid}")
    return int(fields[7]) if len(fields) > 7 else 0


def ran(pid: int) -> float:
    """Seconds that its threads have had of the processors, to a hundredth; 0 when it is gone."""
    return sum(map(int, stat(f"/proc/{pid}")[11:13])) / TICKS_PER_S


def would_run(pid: int) -> bool:
    """True when one of its threads runs, or waits for a processor alone."""
    try:
        tids = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return False
    return any(stat(f"/proc/{pid}/task/{tid}")[:1] == [b"R"] for tid in tids)


def held_up(pid: int) -> bool:
    """True when its first thread waits for a processor, or for the disk, alone."""
    return stat(f"/proc/{pid}")[:1] in ([b"R"], [b"D"])


def in_kernel(pid: int) -> float:
    """Seconds that its threads have spent in the kernel."""
    fields = stat(f"/proc/{pid}")
    return int(fields[12]) / TICKS_PER_S if len(fields) > 12 else 0.0


def share(pid: int) -> int:
    """PSS in bytes. A process that made itself undumpable counts in full: the poll must not be blind."""
    for line in read(f"/proc/{pid}/smaps_rollup").splitlines():
        if line.startswith(b"Pss:"):
            return int(line.split()[1]) * 1024
    return resident(read(f"/proc/{pid}/statm"))


def locks(most: int) -> dict[int, int]:
    """File locks held by pid, counted up to about `most`. It holds up whoever else asks on this machine: ask rarely."""
    held: dict[int, int] = {}
    text = b""
    try:
        fd = os.open("/proc/locks", os.O_RDONLY)
    except OSError:
        return held
    try:
        # Each read gives a page at most.
        while len(text) < most * _LOCK_BYTES and (part := os.read(fd, 1 << 16)):
            text += part
    finally:
        os.close(fd)
    for line in text.splitlines():
        fields = line.split()
        if len(fields) > 4 and fields[4].isdigit():
            held[int(fields[4])] = held.get(int(fields[4]), 0) + 1
    return held


def open_sockets(pid: int) -> int:
    """How many sockets a process holds; more than it can have when it made itself undumpable and does not show."""
    try:
        names = os.listdir(f"/proc/{pid}/fd")
    except PermissionError:
        return 1 << 16
    except OSError:
        return 0
    return sum(1 for name in names if _link(f"/proc/{pid}/fd/{name}").startswith("socket:"))


def _link(path: str) -> str:
    try:
        return os.readlink(path)
    except OSError:
        return ""
