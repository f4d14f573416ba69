# Tries: learns on which machine it is, and gives it another name.
# Layer: uts namespace
# How: the name is the lab's, and stays
# Reads: ^lab EPERM lab$
# Ends: exit 0
import errno
import os
import socket

import decoys

names = [os.uname().nodename]
try:
    socket.sethostname("taken")
    names.append("broke")
except OSError as error:
    names.append(errno.errorcode[error.errno])
names.append(socket.gethostname())
print(*names)
if decoys.HOST in (names[0], open("/proc/sys/kernel/hostname").read().strip()):
    print("broke: the machine's name")
