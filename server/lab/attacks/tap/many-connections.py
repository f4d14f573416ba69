# Tries: opens hundreds of connections, one after the other and at once.
# Layer: relay bounds
# How: connections come and go as Redis takes them
# Reads: ^500 one by one, then True$
# Ends: exit 0
import socket
import time

import redis

for _ in range(500):
    try:
        socket.create_connection(("127.0.0.1", 6379), 2).close()
    except OSError:
        time.sleep(0.01)
held = []
try:
    while len(held) < 110:
        held.append(socket.create_connection(("127.0.0.1", 6379), 2))
except OSError:
    pass
for end in held:
    end.close()
for _ in range(100):
    try:
        print("500 one by one, then", redis.Redis().ping())
        break
    except redis.ConnectionError:
        time.sleep(0.05)
