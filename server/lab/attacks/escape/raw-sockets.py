# Tries: sends packets of its own making.
# Layer: no capabilities
# How: raw sockets are refused
# Reads: EPERM EPERM EPERM
# Ends: exit 0
import errno
import socket

for family, protocol in ((socket.AF_INET, 1), (socket.AF_INET, 255), (socket.AF_INET6, 58)):
    try:
        socket.socket(family, socket.SOCK_RAW, protocol)
        print("broke")
    except OSError as error:
        print(errno.errorcode[error.errno], end=" ")
