# Tries: types into the terminal of who started the server, with the flag's upper half set as well.
# Layer: call filter
# How: nothing can be typed into a terminal
# Reads: EPERM EPERM EPERM tty ENXIO
# Ends: exit 0
import ctypes
import errno
import os

libc = ctypes.CDLL(None, use_errno=True)
master, slave = os.openpty()
letter = ctypes.create_string_buffer(b"x")
for request in (0x5412, 0x100005412, 0x541C):
    done = libc.ioctl(slave, ctypes.c_ulong(request), letter)
    print("broke" if done >= 0 else errno.errorcode[ctypes.get_errno()], end=" ")
try:
    os.open("/dev/tty", os.O_RDWR)
    print("broke: a terminal")
except OSError as error:
    print("tty", errno.errorcode[error.errno])
