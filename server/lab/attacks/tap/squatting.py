# Tries: listens where Redis is, so that others talk to it instead.
# Layer: relay bounds
# How: the place of Redis is taken, on every address
# Reads: ^EADDRINUSE EADDRINUSE EADDRINUSE True$
# Ends: exit 0
import errno
import socket

import redis

told = []
for address, option in (("127.0.0.1", 0), ("0.0.0.0", socket.SO_REUSEADDR), ("127.0.0.1", socket.SO_REUSEPORT)):
    listener = socket.socket()
    if option:
        listener.setsockopt(socket.SOL_SOCKET, option, 1)
    try:
        listener.bind((address, 6379))
        listener.listen()
        told.append("broke")
    except OSError as error:
        told.append(errno.errorcode[error.errno])
print(*told, redis.Redis().ping())
