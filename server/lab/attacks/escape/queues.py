# Tries: leaves memory with the kernel in shared segments, queues and semaphores.
# Layer: call filter
# How: System V and POSIX queues are refused
# Reads: EPERM EPERM EPERM EPERM
# Ends: exit 0
import ctypes
import errno
import platform

libc = ctypes.CDLL(None, use_errno=True)
X64 = platform.machine() == "x86_64"
shm, msg, sem, mq = (29, 68, 64, 240) if X64 else (194, 186, 190, 180)
for call in ((shm, 7, 1 << 26, 0o1666), (msg, 7, 0o1666), (sem, 7, 10, 0o1666), (mq, b"x", 0o102, 0o666, None)):
    done = libc.syscall(*call)
    print("broke" if done >= 0 else errno.errorcode[ctypes.get_errno()], end=" ")
