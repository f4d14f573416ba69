# Tries: watches everything without reading, while others are busy.
# Layer: redis limits
# How: output that nobody reads ends its connection
# Reads: ^the others went on, [0-3]?\d MB$
# Ends: exit 0
import socket

import redis

watchers = []
for _ in range(5):
    end = socket.create_connection(("127.0.0.1", 6379))
    end.sendall(b"MONITOR\r\n")
    watchers.append(end)
r = redis.Redis(socket_timeout=15)
for number in range(300):
    try:
        r.set("x", bytes(100_000))
    except redis.exceptions.OutOfMemoryError:
        # For the moment until those who do not read are gone, what waits for them fills it.
        pass
print("the others went on,", r.info("memory")["used_memory"] >> 20, "MB")
