"""The birth of a lab: nested namespaces, a root of its own, limits; then its supervisor runs in it as pid 1."""

import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

import syscalls
from config import Config, Mount
from frames import message
from interpreter import Placeholder
from layout import Layout
from namespace import Nest, Released, open_null, set_stdio, write_text
from network import Networks
from supervisor import Supervisor

HOME = "/home/learner"
CHANNEL = 3

# None of cgroups: who owns one may mount it, and see where the machine counts what all labs use.
_LAB_NAMESPACES = (
    syscalls.NEWUSER
    | syscalls.NEWNS
    | syscalls.NEWPID
    | syscalls.NEWNET
    | syscalls.NEWIPC
    | syscalls.NEWUTS
)
# Counted in the lab's own user namespace: a run can make none of them, the supervisor only what runs need.
_MOST_IN_LAB = {
    **{f"{kind}_namespaces": 0 for kind in ("user", "net", "ipc", "uts", "cgroup", "time")},
    **{f"{kind}_namespaces": 32 for kind in ("pid", "mnt")},
    **{"inotify_instances": 2, "inotify_watches": 256, "fanotify_groups": 0, "fanotify_marks": 0},
}


@dataclass(frozen=True, slots=True)
class Birth:
    """What a lab is made from. `report` takes the lab's pid as the template sees it."""

    config: Config
    placeholder: Placeholder | None
    layout: Layout | None
    own_pages: Callable[[], None]
    channel: int
    report: int
    # Who it is to be; None: who the template is.
    user: int | None


class Unshown(Exception):
    """A sentence for the person who asked for a folder."""


def become_lab(born: Birth) -> NoReturn:
    """Turns this fork of the template into a lab.

    Raises Released in each process that is to become a learner's program; otherwise never returns.
    """
    if born.user is not None:
        syscalls.become(born.user)
    user, group = os.getuid(), os.getgid()
    syscalls.unshare(_LAB_NAMESPACES)
    # The id maps belong to root while the process is undumpable.
    syscalls.set_dumpable(True)
    write_text("/proc/self/setgroups", "deny")
    write_text("/proc/self/uid_map", f"1000 {user} 1")
    write_text("/proc/self/gid_map", f"1000 {group} 1")
    pid = syscalls.bare_fork()
    if pid:
        os.write(born.report, struct.pack("i", pid))
        os._exit(0)
    # First of all, before anything of the lab exists: no other lab's channel stays open here.
    os.dup2(born.channel, CHANNEL)
    syscalls.close_from(CHANNEL + 1)
    null = open_null()
    set_stdio(null, null, null)
    os.close(null)
    try:
        networks = _furnish(born.config)
        nest = Nest(born.config, born.placeholder, born.own_pages, networks)
        Supervisor(CHANNEL, nest, born.layout).serve()
    except Released:
        raise
    except BaseException as error:
        _fail(error)
    os._exit(1)


def _fail(error: BaseException) -> None:
    if isinstance(error, Unshown):
        os.write(CHANNEL, message("failed", say=str(error)))
        return
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = "" if frame is None else f" ({frame.tb_frame.f_code.co_name}:{frame.tb_lineno})"
    say = f"{type(error).__name__}: {error}{where}"[:1000]
    os.set_blocking(CHANNEL, False)
    os.write(CHANNEL, message("failed", say=say))


def _furnish(config: Config) -> Networks:
    networks = Networks(config.relay)
    syscalls.set_host_name(b"lab")
    syscalls.make_mounts_private()
    _own_root(config)
    for name, most in _MOST_IN_LAB.items():
        path = f"/proc/sys/user/max_{name}"
        if os.path.exists(path):
            write_text(path, str(most))
    syscalls.set_dumpable(False)
    syscalls.clear_ambient()
    syscalls.set_subreaper(False)
    syscalls.drop_bounding(syscalls.CAP_SYS_ADMIN)
    syscalls.set_capabilities(1 << syscalls.CAP_SYS_ADMIN)
    syscalls.no_new_privileges()
    os.setsid()
    return networks


def _own_root(config: Config) -> None:
    """Second wall: even a supervisor that was taken over finds nothing of the template's mounts below its own."""
    flags = syscalls.NOSUID | syscalls.NODEV
    syscalls.mount("tmpfs", "/tmp", flags, "size=64k,nr_inodes=64,mode=755")
    os.chdir("/tmp")
    shown = ["usr", "dev", "etc", "opt/lab"]
    shown += [name for name in ("opt/python", "opt/system") if os.path.isdir(f"/{name}")]
    for name in (*shown, "proc", "tmp", "home/learner", "stage"):
        os.makedirs(name)
    for name in os.listdir("/"):
        if os.path.islink(f"/{name}"):
            os.symlink(os.readlink(f"/{name}"), name)
    for name in shown:
        if name in ("usr", "dev") or not _veiled(f"/{name}", name):
            syscalls.bind(f"/{name}", name)
    _storage(config)
    for mount in config.mounts:
        _show(mount)
    # Before the old root goes: afterwards the kernel refuses a new /proc.
    syscalls.mount("proc", "proc", flags | syscalls.NOEXEC)
    syscalls.pivot_root_here()
    syscalls.remount_read_only("/")


def _veiled(source: str, place: str) -> bool:
    """Shows a folder of the project so that the kernel's list of mounts does not tell where it lies on the machine."""
    flags = syscalls.READ_ONLY | syscalls.NOSUID | syscalls.NODEV
    try:
        # The second layer is empty: without one that can be written, the kernel asks for two.
        syscalls.mount("overlay", place, flags, f"lowerdir={source}:{HOME}")
    except OSError:
        # A kernel that has no overlays, or keeps them to root.
        return False
    return True


def _storage(config: Config) -> None:
    """One tmpfs under two names, so that home and /tmp share one limit."""
    space = config.limits.storage
    options = f"size={space.bytes},nr_inodes={space.files},mode=755"
    syscalls.mount("tmpfs", "stage", syscalls.NOSUID | syscalls.NODEV, options)
    os.mkdir("stage/home", 0o755)
    os.mkdir("stage/tmp")
    os.chmod("stage/tmp", 0o1777)
    syscalls.bind("stage/home", "home/learner")
    syscalls.bind("stage/tmp", "tmp")
    syscalls.unmount("stage")
    os.rmdir("stage")


def _show(mount: Mount) -> None:
    place = f".{mount.target}"
    os.makedirs(place, exist_ok=True)
    flags = syscalls.READ_ONLY | syscalls.NOSUID | syscalls.NODEV
    # Through a bind mount a program could still talk to the machine's sockets and fifos.
    if not _veiled(mount.source, place):
        raise Unshown(f"{mount.target} cannot be shown, maybe for other mounts in it")
    for hidden in mount.hidden:
        if os.path.isdir(f"{place}/{hidden}"):
            syscalls.mount("tmpfs", f"{place}/{hidden}", flags, "size=4k,mode=755")
    link = f".{HOME}/{os.path.basename(mount.target)}"
    if not os.path.lexists(link):
        os.symlink(mount.target, link)
