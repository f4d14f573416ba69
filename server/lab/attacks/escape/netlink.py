# Tries: asks the kernel for the machine's network, devices and audit by its own sockets.
# Layer: socket families
# How: netlink does not exist, whatever the protocol
# Reads: ^EAFNOSUPPORT of 32$
# Ends: exit 0
import errno
import socket

told = set()
for protocol in range(32):
    try:
        socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol)
        told.add("broke")
    except OSError as error:
        told.add(errno.errorcode[error.errno])
print(*told, "of", 32)
