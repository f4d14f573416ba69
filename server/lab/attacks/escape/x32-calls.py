# Tries: calls the kernel by the numbers of x32, which are the known ones plus a bit.
# Layer: foreign calls
# How: x32 numbers do not exist
# Reads: ENOSYS ENOSYS ENOSYS
# Ends: exit 0
import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)
for number in (39, 101, 272):
    done = libc.syscall(0x40000000 | number, 0x10000000, 0, 0, 0)
    print("broke" if done >= 0 else errno.errorcode[ctypes.get_errno()], end=" ")
