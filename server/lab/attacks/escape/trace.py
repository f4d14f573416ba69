# Tries: takes over its own first process, or a child's memory and descriptors.
# Layer: call filter
# How: no process may take hold of another
# Reads: EPERM EPERM EPERM EPERM EPERM EPERM
# Ends: exit 0
import ctypes
import errno
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
X64 = platform.machine() == "x86_64"
ptrace, readv, writev, kcmp = (101, 310, 311, 312) if X64 else (117, 270, 271, 272)
calls = (
    (ptrace, 16, 1, 0, 0),
    (ptrace, 0x4206, 1, 0, 0),
    (readv, 1, 0, 0, 0, 0, 0),
    (writev, 1, 0, 0, 0, 0, 0),
    (kcmp, 1, os.getpid(), 0, 0, 0),
    (438, os.pidfd_open(1), 3, 0),
)
print(*("broke" if libc.syscall(*call) >= 0 else errno.errorcode[ctypes.get_errno()] for call in calls))
