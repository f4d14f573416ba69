# Tries: handles its own page faults to win races in the kernel, and has files that are only memory.
# Layer: call filter
# How: userfaultfd, memfd and secret memory are refused
# Reads: ENOSYS ENOSYS EPERM
# Ends: exit 0
import ctypes
import errno
import platform

libc = ctypes.CDLL(None, use_errno=True)
fault, memory = {"x86_64": (323, 319), "aarch64": (282, 279)}[platform.machine()]
for call in ((fault, 1), (memory, b"x", 0), (447, 0)):
    done = libc.syscall(*call)
    print("broke" if done >= 0 else errno.errorcode[ctypes.get_errno()], end=" ")
