# Tries: gives the kernel work by a ring in memory, past every filter of calls.
# Layer: call filter
# How: io_uring and asynchronous I/O do not exist
# Reads: ENOSYS ENOSYS ENOSYS
# Ends: exit 0
import ctypes
import errno
import platform

libc = ctypes.CDLL(None, use_errno=True)
context = ctypes.c_ulong()
io_setup = {"x86_64": 206, "aarch64": 0}[platform.machine()]
room = ctypes.create_string_buffer(256)
for call in ((425, 8, room), (427, 0, 0, room, 1), (io_setup, 1000, ctypes.byref(context))):
    done = libc.syscall(*call)
    print("broke" if done >= 0 else errno.errorcode[ctypes.get_errno()], end=" ")
