# Tries: holds file locks that name no process, so that nobody can be ended for them.
# Layer: call filter
# How: locks without an owner are refused
# Reads: EPERM EPERM
# Ends: exit 0
import errno
import fcntl
import os

fd = os.open("/tmp/locks", os.O_CREAT | os.O_RDWR)
os.unlink("/tmp/locks")
for command in (37, 38):
    try:
        fcntl.fcntl(fd, command, bytes(32))
        print("broke")
    except OSError as error:
        print(errno.errorcode[error.errno], end=" ")
