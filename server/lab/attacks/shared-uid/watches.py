# Tries: takes all watches on files, of which a user has few.
# Layer: call filter
# How: watches do not exist
# Reads: ENOSYS
# Ends: exit 0
import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)
print("broke" if libc.inotify_init1(0) >= 0 else errno.errorcode[ctypes.get_errno()])
