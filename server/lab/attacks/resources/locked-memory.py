# Tries: pins memory, so that the machine cannot move it.
# Layer: file limits
# How: no page can be locked
# Reads: mlock (EPERM|ENOMEM) mlockall (EPERM|ENOMEM)
# Ends: exit 0
import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)
page = ctypes.create_string_buffer(1 << 16)
for name, args in (("mlock", (page, 1 << 16)), ("mlockall", (3,))):
    done = getattr(libc, name)(*args) == 0
    print("broke:" if done else name, errno.errorcode.get(ctypes.get_errno(), ""), end=" ")
