# Tries: loads modules, starts another kernel, sets the clock, reads the kernel's log, turns the machine off.
# Layer: call filter
# How: what belongs to the machine is refused
# Reads: ^EPERM( EPERM){9}
# Ends: exit 0
import ctypes
import errno
import platform

libc = ctypes.CDLL(None, use_errno=True)
X64 = platform.machine() == "x86_64"
numbers = (
    (175, 313, 246, 320, 169, 227, 164, 103, 163, 167) if X64
    # As on x86-64: init_module, finit_module, kexec_load, kexec_file_load, reboot, clock_settime ...
    else (105, 273, 104, 294, 142, 112, 170, 116, 89, 224)
)
told = []
for number in numbers:
    done = libc.syscall(number, 0, 0, 0, 0, 0)
    told.append(f"broke {number}" if done >= 0 else errno.errorcode[ctypes.get_errno()])
print(*told)
