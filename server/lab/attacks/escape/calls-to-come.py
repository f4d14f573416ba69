# Tries: calls the kernel by every number that is newer than the filter.
# Layer: foreign calls
# How: numbers that nobody reviewed do not exist
# Reads: ^\{'ENOSYS'\}$
# Ends: exit 0
import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)
told = set()
for number in range(449, 700):
    done = libc.syscall(number, 0, 0, 0, 0, 0, 0)
    told.add(f"broke {number}" if done >= 0 else errno.errorcode[ctypes.get_errno()])
print(told)
