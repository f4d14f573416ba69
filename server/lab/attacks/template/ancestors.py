# Tries: enters the namespaces of the template, from which its own descend.
# Layer: call filter
# How: ancestors of a namespace cannot be entered
# Reads: 0 of \d+ entered
# Ends: exit 0
import fcntl
import os

import ctypes

NS_GET_USERNS, NS_GET_PARENT = 0xB701, 0xB702
libc = ctypes.CDLL(None, use_errno=True)
tried = entered = 0
for pid in ("self", "1"):
    for name in ("user", "pid", "mnt", "net", "ipc", "uts", "cgroup", "time"):
        try:
            fd = os.open(f"/proc/{pid}/ns/{name}", os.O_RDONLY)
        except OSError:
            continue
        found = [fd]
        for request in (NS_GET_USERNS, NS_GET_PARENT):
            try:
                found.append(fcntl.ioctl(fd, request))
                print("broke: an ancestor of", name) if request == NS_GET_PARENT else None
            except OSError:
                pass
        for one in found:
            tried += 1
            if libc.setns(one, 0) == 0:
                entered += 1
                print("broke:", name)
print(entered, "of", tried, "entered")
