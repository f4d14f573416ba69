# Tries: talks to a service of the machine by the path of its socket.
# Layer: mount namespace
# How: sockets of the machine are not there
# Reads: ^ENOENT ENOENT 0 sockets$
# Ends: exit 0
import errno
import os
import socket
import stat

import decoys

told = []
for path in (decoys.SOCKET, "/proc/1/root" + decoys.SOCKET):
    try:
        socket.socket(socket.AF_UNIX).connect(path)
        told.append("broke")
    except OSError as error:
        told.append(errno.errorcode[error.errno].replace("EACCES", "ENOENT"))
count = 0
for folder, below, names in os.walk("/"):
    below[:] = [name for name in below if folder != "/" or name not in ("proc", "usr")]
    for name in names:
        mode = os.lstat(f"{folder}/{name}").st_mode
        count += stat.S_ISSOCK(mode) or stat.S_ISFIFO(mode)
print(*told, count, "sockets")
