# Tries: opens a file of the machine by its number on the disk, which no root folder bounds.
# Layer: call filter
# How: files have no handles, nobody watches the whole disk
# Reads: EPERM EPERM EPERM
# Ends: exit 0
import ctypes
import errno
import platform

libc = ctypes.CDLL(None, use_errno=True)
name, opened, fanotify = {"x86_64": (303, 304, 300), "aarch64": (264, 265, 262)}[platform.machine()]
room = ctypes.create_string_buffer(256)
for call in ((name, -100, b"/usr", room, room, 0), (opened, -100, room, 0), (fanotify, 0, 0)):
    done = libc.syscall(*call)
    print("broke" if done >= 0 else errno.errorcode[ctypes.get_errno()], end=" ")
