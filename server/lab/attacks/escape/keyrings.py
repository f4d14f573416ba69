# Tries: keeps secrets in the kernel's keyrings, which belong to a user and outlive a lab.
# Layer: call filter
# How: keyrings do not exist
# Reads: ENOSYS ENOSYS ENOSYS
# Ends: exit 0
import ctypes
import errno
import platform

libc = ctypes.CDLL(None, use_errno=True)
add, request, control = {"x86_64": (248, 249, 250), "aarch64": (217, 218, 219)}[platform.machine()]
calls = ((add, b"user", b"kept", b"secret", 6, -4), (request, b"user", b"kept", None, -4), (control, 0, -4, 1))
for call in calls:
    done = libc.syscall(*call)
    print("broke" if done >= 0 else errno.errorcode[ctypes.get_errno()], end=" ")
