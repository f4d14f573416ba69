# Tries: is root in a namespace of its own.
# Layer: call filter
# How: new namespaces are refused, one by one and by clone
# Reads: ^EPERM( EPERM)+$
# Ends: exit 0
import ctypes
import errno
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
CLONE = {"x86_64": 56, "aarch64": 220}[platform.machine()]
FLAGS = (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000, 0x80)


def told(result):
    if result == 0 and os.getpid() != 2:
        os._exit(0)
    return errno.errorcode[ctypes.get_errno()] if result < 0 else "broke"


words = [told(libc.unshare(flag)) for flag in FLAGS]
words += [told(libc.syscall(CLONE, flag | 17, 0, 0, 0, 0)) for flag in FLAGS]
print(*words)
