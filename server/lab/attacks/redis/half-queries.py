# Tries: fills Redis with commands that are never finished, on every connection there is.
# Layer: redis limits
# How: buffers of all clients together are bounded
# Reads: ^\d+ of 20 still open, [12]?\d MB$
# Ends: exit 0
import socket
import time

import redis

ends = []
for _ in range(20):
    end = socket.create_connection(("127.0.0.1", 6379))
    end.settimeout(0.3)
    try:
        end.sendall(b"*2\r\n$3\r\nGET\r\n$8000000\r\n")
        for _ in range(60):
            end.sendall(bytes(1 << 16))
    except OSError:
        pass
    ends.append(end)
time.sleep(0.3)
still = 0
for end in ends:
    try:
        still += end.recv(1) != b""
    except TimeoutError:
        still += 1
    except OSError:
        pass
    end.close()
time.sleep(0.3)
used = redis.Redis().info("memory")["used_memory"] >> 20
print(still, "of 20 still open,", used, "MB")
