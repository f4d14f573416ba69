# Tries: becomes root by asking the kernel.
# Layer: no capabilities
# How: no other user, group or capability can be taken
# Reads: ^E\w+( EPERM| EINVAL)+ 0000000000000000$
# Ends: exit 0
import ctypes
import errno
import os
import struct

libc = ctypes.CDLL(None, use_errno=True)


def refused(call, *args):
    try:
        call(*args)
    except OSError as error:
        return errno.errorcode[error.errno]
    return "broke"


def told(result):
    return errno.errorcode[ctypes.get_errno()] if result < 0 else "broke"


words = [refused(os.setuid, 0), refused(os.setgid, 0), refused(os.setgroups, [0])]
words += [refused(os.setresuid, 0, 0, 0)]
header = struct.pack("II", 0x20080522, 0)
words.append(told(libc.capset(header, struct.pack("6I", 0xFFFFFFFF, 0xFFFFFFFF, 0, 0xFF, 0xFF, 0))))
words.append(told(libc.prctl(28, 0x2F, 0, 0, 0)))
with open("/proc/self/status") as status:
    effective = next(line.split()[1] for line in status if line.startswith("CapEff"))
print(*words, effective)
