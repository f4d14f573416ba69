"""Run in the place of Redis: tells through Redis what it can reach."""

import os

descriptors = 0
for fd in range(3, 1000):
    try:
        os.fstat(fd)
        descriptors += 1
    except OSError:
        pass

# After the count: with ctypes comes libffi, which may hold its own file open.
import ctypes
import socket
import time

libc = ctypes.CDLL(None, use_errno=True)


def status(name):
    with open("/proc/self/status") as file:
        return next(line.split()[1] for line in file if line.startswith(name))


def opens(path, flags):
    try:
        os.close(os.open(path, flags, 0o600))
        return 1
    except OSError:
        return 0


written = sum(opens(f"{folder}/x", os.O_CREAT | os.O_WRONLY) for folder in ("/", "/tmp", "/home/learner", "/dev", "/dev/pts", "/etc", "/opt/lab", "/usr"))
others = [pid for pid in os.listdir("/proc") if pid.isdigit() and pid not in ("1", str(os.getpid()))]
mounts = sum(libc.mount(b"x", target, b"tmpfs", 0, None) == 0 for target in (b"/tmp", b"/home"))
mounts += libc.umount2(b"/proc", 2) == 0
mounts += any(libc.unshare(flag) == 0 for flag in (0x10000000, 0x20000, 0x40000000))
way = "no way out"
for address in (("1.1.1.1", 80), ("127.0.0.1", 80)):
    try:
        socket.create_connection(address, 1)
        way = "a way out"
    except OSError:
        pass
caps = int(status("CapEff"), 16)
told = f"caps {caps}, filters {status('Seccomp_filters')}, {written} written, {descriptors} descriptors, {len(others)} other processes, {mounts} mounts, {way}"
text = told.encode()
for _ in range(100):
    try:
        end = socket.create_connection(("127.0.0.1", 6379), 1)
        end.sendall(b"SET inside \"" + text + b"\"\r\n")
        if end.recv(10).startswith(b"+OK"):
            break
    except OSError:
        pass
    time.sleep(0.02)
