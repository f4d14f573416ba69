# Tries: half-closes, resets and abandons connections in the middle of answers.
# Layer: relay bounds
# How: every end of a connection is an end on both sides
# Reads: ^150 ends, then True, [1-9] clients$
# Ends: exit 0
import socket
import struct
import time

import redis

r = redis.Redis()
r.set("big", bytes(1 << 20))
for number in range(150):
    end = socket.create_connection(("127.0.0.1", 6379))
    end.sendall(b"GET big\r\nSUBSCRIBE a\r\n")
    if number % 3 == 0:
        end.shutdown(socket.SHUT_WR)
        end.recv(10)
    elif number % 3 == 1:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    end.close()
for _ in range(60):
    if len(r.client_list()) < 10:
        break
    time.sleep(0.05)
print("150 ends, then", f"{r.ping()},", len(r.client_list()), "clients")
