# Tries: loads a program into the kernel, and watches the kernel's own counters.
# Layer: call filter
# How: bpf does not exist, perf is refused
# Reads: ENOSYS EPERM
# Ends: exit 0
import ctypes
import errno
import platform

libc = ctypes.CDLL(None, use_errno=True)
bpf, perf = {"x86_64": (321, 298), "aarch64": (280, 241)}[platform.machine()]
attributes = ctypes.create_string_buffer(256)
for call in ((bpf, 0, attributes, 128), (perf, attributes, 0, -1, -1, 0)):
    done = libc.syscall(*call)
    print("broke" if done >= 0 else errno.errorcode[ctypes.get_errno()], end=" ")
