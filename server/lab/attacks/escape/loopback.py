# Tries: reaches services of the machine on loopback, and by abstract names.
# Layer: net namespace
# How: loopback and abstract names are the lab's own
# Reads: ^ECONNREFUSED ECONNREFUSED ECONNREFUSED lo$
# Ends: exit 0
import errno
import os
import socket

import decoys

told = []
for family, address in (
    (socket.AF_INET, ("127.0.0.1", decoys.PORT)),
    (socket.AF_INET, ("0.0.0.0", decoys.PORT)),
    (socket.AF_UNIX, "\0" + decoys.ABSTRACT),
):
    try:
        socket.socket(family).connect(address)
        told.append("broke")
    except OSError as error:
        told.append(errno.errorcode[error.errno])
with open("/proc/net/dev") as file:
    cards = [line.split(":")[0].strip() for line in file if ":" in line]
print(*told, *cards)
