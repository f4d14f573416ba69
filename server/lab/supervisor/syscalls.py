"""The Linux calls that Python's standard library lacks, each as a function that raises OSError."""

import ctypes
import os
import struct

_libc = ctypes.CDLL(None, use_errno=True)
# Keeps the interpreter to itself meanwhile, as a fork must.
_python = ctypes.PyDLL(None, use_errno=True)

NEWNS, NEWUTS, NEWIPC = 0x20000, 0x4000000, 0x8000000
NEWUSER, NEWPID, NEWNET = 0x10000000, 0x20000000, 0x40000000
READ_ONLY, NOSUID, NODEV, NOEXEC = 1, 2, 4, 8
REMOUNT, BIND, RECURSIVE, PRIVATE = 32, 4096, 16384, 1 << 18
CAP_SYS_ADMIN = 21

_DETACH = 2
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_CAP_HEADER = struct.pack("II", 0x20080522, 0)


def _check(result: int, what: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def mount(kind: str, target: str, flags: int, data: str = "") -> None:
    """Mounts a new file system of `kind` (tmpfs, proc, devpts)."""
    source = kind.encode()
    _check(_libc.mount(source, target.encode(), source, flags, data.encode()), f"mount {target}")


def bind(source: str, target: str) -> None:
    """Shows the tree `source`, with what is mounted below it, at `target`."""
    flags = BIND | RECURSIVE
    _check(_libc.mount(source.encode(), target.encode(), None, flags, None), f"bind {target}")


def remount_read_only(target: str) -> None:
    flags = BIND | REMOUNT | READ_ONLY | NOSUID | NODEV
    _check(_libc.mount(None, target.encode(), None, flags, None), f"remount {target}")


def make_mounts_private() -> None:
    """What is mounted from here on stays in this mount namespace."""
    _check(_libc.mount(None, b"/", None, RECURSIVE | PRIVATE, None), "private mounts")


def unmount(target: str) -> None:
    _check(_libc.umount2(target.encode(), _DETACH), f"umount {target}")


def pivot_root_here() -> None:
    """Makes the working directory the root and drops the old one."""
    _check(_libc.syscall(_PIVOT_ROOT[os.uname().machine], b".", b"."), "pivot_root")
    unmount(".")
    os.chdir("/")


def bare_fork() -> int:
    """As os.fork, for who has one thread, but that no module hears of it: what they do then costs a fork 0.5 MB of its own.

    Its own forks, by os.fork, make up for it: `random` is seeded anew there, and locks are free.
    """
    return _check(_python.fork(), "fork")


def unshare(flags: int) -> None:
    _check(_libc.unshare(flags), "unshare")


def set_namespace(fd: int, kind: int) -> None:
    _check(_libc.setns(fd, kind), "setns")


def set_host_name(name: bytes) -> None:
    _check(_libc.sethostname(name, len(name)), "sethostname")


def become(user: int) -> None:
    """Another user and group, for ever, with no capability left. Needs those to change both."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def close_from(first: int) -> None:
    """Closes every descriptor from `first` on."""
    _check(_libc.close_range(first, 0xFFFFFFFF, 0), "close_range")


def set_dumpable(dumpable: bool) -> None:
    """Whether processes of the same user may look into this one through /proc."""
    _check(_libc.prctl(4, int(dumpable), 0, 0, 0), "dumpable")


def set_subreaper(reaper: bool) -> None:
    _check(_libc.prctl(36, int(reaper), 0, 0, 0), "subreaper")


def clear_ambient() -> None:
    _check(_libc.prctl(47, 4, 0, 0, 0), "ambient capabilities")


def drop_bounding(keep: int) -> None:
    """Empties the bounding set but for one capability. Needs CAP_SETPCAP."""
    for capability in range(64):
        if capability != keep and _libc.prctl(23, capability, 0, 0, 0) == 1:
            _check(_libc.prctl(24, capability, 0, 0, 0), "bounding set")


def set_capabilities(mask: int) -> None:
    """Permitted and effective = `mask`, inheritable = none."""
    low, high = mask & 0xFFFFFFFF, mask >> 32
    data = struct.pack("IIIIII", low, low, 0, high, high, 0)
    _check(_libc.capset(_CAP_HEADER, data), "capset")


def no_new_privileges() -> None:
    _check(_libc.prctl(38, 1, 0, 0, 0), "no_new_privs")


class Filter:
    """A system call filter, kept in memory in the shape that the kernel wants."""

    def __init__(self, program: bytes) -> None:
        self._code = ctypes.create_string_buffer(program, len(program))
        head = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(self._code))
        self._head = ctypes.create_string_buffer(head, len(head))

    def apply(self) -> None:
        """For this process and all it starts, for ever. Needs no_new_privileges."""
        _check(_libc.prctl(22, 2, self._head, 0, 0), "seccomp")
