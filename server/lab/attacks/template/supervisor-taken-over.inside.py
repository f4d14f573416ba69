"""Run in the supervisor: tells by the end of the run what it can reach."""

import ctypes
import os
import signal
import time

libc = ctypes.CDLL(None, use_errno=True)
reached = []


def tries(name, done):
    if done:
        reached.append(name)


def opens(path, flags=os.O_RDONLY):
    try:
        os.close(os.open(path, flags))
        return True
    except OSError:
        return False


# Of the lab's own processes, as long as anything holds it.
proc = os.open("/proc", os.O_RDONLY)


def listed():
    found = set()
    for pid in filter(str.isdigit, os.listdir(proc)):
        try:
            tasks = os.open(f"{pid}/task", os.O_RDONLY, dir_fd=proc)
            found |= {int(tid) for tid in os.listdir(tasks)}
            os.close(tasks)
        except OSError:
            pass
    return found


mine = listed()
# What is under its own /proc, and a new one.
libc.umount2(b"/proc", 2)
tries("a proc beneath", os.path.isdir("/proc/1"))
tries("a new proc", libc.mount(b"proc", b"/proc", b"proc", 0, None) == 0 and len(os.listdir("/proc")) and not {int(pid) for pid in os.listdir("/proc") if pid.isdigit()} <= mine)
tries("the old root", libc.umount2(b"/", 2) == 0)
for kind in (b"ext4", b"sysfs", b"cgroup2", b"devtmpfs"):
    tries(kind.decode(), libc.mount(b"/dev/vda", b"/home/learner", kind, 0, None) == 0)
tries("root written", libc.mount(None, b"/usr", None, 32 | 4096, None) == 0 and opens("/usr/x", os.O_CREAT | os.O_WRONLY))
for name, flag in (("users", 0x10000000), ("net", 0x40000000), ("ipc", 0x8000000), ("uts", 0x4000000)):
    tries(f"another namespace of {name}", libc.unshare(flag) == 0)


def answers(pid):
    try:
        os.kill(pid, 0)
        return True
    except OSError:
        return False


others = [pid for pid in range(2, 4000) if pid not in mine and answers(pid)]
# What was born in the lab meanwhile is the lab's, and may be gone again.
reached += [f"process {pid}" for pid in others if pid not in listed() and answers(pid)]
try:
    os.kill(-1, signal.SIGCONT)
except OSError:
    pass
for device in ("vda", "mem", "kmsg", "sda"):
    tries(device, opens(f"/dev/{device}"))
tries("a node", opens("/tmp/node") or libc.mknod(b"/tmp/node", 0o60600, os.makedev(254, 0)) == 0)
for path in ("/etc/shadow", "/root", "/var", "/sys"):
    tries(path, opens(path))
tries("the name of the machine", libc.sethostname(b"taken", 5) == 0 and os.uname().nodename != "taken")
libc.sethostname(b"lab", 3)
tries("root", libc.setuid(0) == 0)
say = f"{len(reached)} reached: {', '.join(reached)}" if reached else "0 reached"
supervisor._say("ended", run=int(message["run"]), at=time.monotonic_ns() // 1000, cause="refused", say=say)
# Its lab is of no use any more.
supervisor.loop.after(100, lambda: os._exit(0))
