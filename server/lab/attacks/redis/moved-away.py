# Tries: has Redis listen elsewhere, and takes its place.
# Layer: redis replaced
# How: one that is not where it should be is replaced
# Reads: ^(EADDRINUSE|nobody came)$
# Ends: exit 0
import errno
import socket

import redis

redis.Redis().config_set("port", 7000)
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
try:
    listener.bind(("127.0.0.1", 6379))
    listener.listen()
    listener.settimeout(0.5)
    listener.accept()
    print("broke: somebody took it for Redis")
except TimeoutError:
    print("nobody came")
except OSError as error:
    print(errno.errorcode[error.errno])
