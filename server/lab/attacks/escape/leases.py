# Tries: takes leases on files that all labs share, and is told when anybody opens them.
# Layer: call filter
# How: leases and notes on files are refused
# Reads: ^EPERM EPERM EPERM$
# Ends: exit 0
import errno
import fcntl
import os

F_SETLEASE, F_NOTIFY = 1024, 1026
told = []
file = os.open("/usr/bin/env", os.O_RDONLY)
folder = os.open("/usr/bin", os.O_RDONLY | os.O_DIRECTORY)
for descriptor, command, value in (
    (file, F_SETLEASE, fcntl.F_RDLCK),
    (file, F_SETLEASE, fcntl.F_WRLCK),
    (folder, F_NOTIFY, 1),
):
    try:
        fcntl.fcntl(descriptor, command, value)
        told.append("broke")
    except OSError as error:
        told.append(errno.errorcode[error.errno])
print(*told)
