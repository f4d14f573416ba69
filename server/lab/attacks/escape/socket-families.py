# Tries: opens sockets of families that network namespaces do not cover, high bits set as well.
# Layer: socket families
# How: all but three do not exist
# Reads: ^EAFNOSUPPORT of 90$
# Ends: exit 0
import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)
KNOWN = (1, 2, 10)
told, count = set(), 0
pair = ctypes.create_string_buffer(8)
for family in range(0, 48):
    if family in KNOWN:
        continue
    count += 2
    for done in (
        libc.socket(family, 2, 0),
        libc.socketpair(family, 1, 0, pair),
    ):
        told.add(f"broke {family}" if done >= 0 else errno.errorcode[ctypes.get_errno()])
if libc.syscall(41, ctypes.c_ulong((1 << 32) + 40), 1, 0) >= 0 and ctypes.get_errno() == 0:
    print("broke: vsock by its high bits")
print(*told, "of", count)
