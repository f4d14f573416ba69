"""A process in a pid namespace of its own, and what every confined process has in common."""

import os
import resource
from collections.abc import Callable
from typing import NoReturn

import syscalls
from config import Config
from interpreter import Placeholder
from network import Networks


class Released(BaseException):
    """Unwinds a forked learner's process out of the supervisor, up to the interpreter's own start."""

    def __init__(self, path: str, argv: list[str], magic: bytes, begun: int) -> None:
        """`begun`: a descriptor to be closed when the file's first line is about to run."""
        super().__init__()
        self.begun = begun
        self.path = path
        self.argv = argv
        self.magic = magic


class Nest:
    """Where the supervisor forks what it confines: it stays in its own pid namespace, the child is pid 1 of a new one."""

    def __init__(
        self,
        config: Config,
        placeholder: Placeholder | None,
        own_pages: Callable[[], None],
        networks: Networks,
    ) -> None:
        self.config = config
        self.networks = networks
        # For a fork that has time before it becomes a program.
        self.own_pages = own_pages
        # None: forks cannot become programs here, every run is exec'd.
        self.placeholder = placeholder
        self._own = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)

    def fork(self, child: Callable[[], NoReturn]) -> int:
        """Pid of the child as the lab sees it. Only Released comes out of the child's side. Raises OSError."""
        syscalls.unshare(syscalls.NEWPID)
        try:
            pid = os.fork()
        except OSError:
            syscalls.set_namespace(self._own, syscalls.NEWPID)
            raise
        if pid == 0:
            try:
                child()
            except Released:
                raise
            except BaseException:
                os._exit(126)
        syscalls.set_namespace(self._own, syscalls.NEWPID)
        return pid

    def confine(self) -> None:
        """From here on: no capability, no way to get one, the run filter."""
        syscalls.clear_ambient()
        syscalls.set_capabilities(0)
        syscalls.no_new_privileges()
        self.config.filter.apply()


def set_stdio(stdin: int, stdout: int, stderr: int) -> None:
    for fd, target in ((stdin, 0), (stdout, 1), (stderr, 2)):
        os.dup2(fd, target)


def open_null() -> int:
    return os.open("/dev/null", os.O_RDWR)


def private_mounts() -> None:
    """A mount namespace whose /proc shows this pid namespace only."""
    syscalls.unshare(syscalls.NEWNS)
    syscalls.make_mounts_private()
    syscalls.mount("proc", "/proc", syscalls.NOSUID | syscalls.NODEV | syscalls.NOEXEC)


def limit(**limits: int) -> None:
    """Sets rlimits by name, soft and hard."""
    for name, value in limits.items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))


def limit_nothing_left(pending_signals: int) -> None:
    """Rlimits that are the same for everything confined."""
    # One byte of a core: at none, the host's crash handler would be started all the same.
    limit(CORE=1, MEMLOCK=0, MSGQUEUE=0, RTPRIO=0, NICE=0, SIGPENDING=pending_signals)


def write_text(path: str, text: str) -> None:
    """One write to a file of the kernel's. Raises OSError."""
    fd = os.open(path, os.O_WRONLY)
    try:
        os.write(fd, text.encode())
    finally:
        os.close(fd)
