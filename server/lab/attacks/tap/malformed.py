# Tries: speaks what is no protocol to whoever reads between it and Redis.
# Layer: relay bounds
# How: what is no protocol is passed on, and no more of it read
# Reads: ^\d+ connections, then True$
# Ends: exit 0
import os
import socket

import redis

PARTS = (
    b"*-5\r\n", b"*99999999999999999999\r\n", b"$-2\r\n", b"*1\r\n$99999999\r\n", b"*1000000\r\n" + b"$1\r\nx\r\n" * 1000,
    b"*1\r\n" * 5000, b"%2\r\n+a\r\n+b\r\n", b"~1\r\n>2\r\n", b"\0\r\n\0", b"(1e309\r\n", b"!5\r\n", b"=15\r\ntxt:", b"\r\n" * 1000,
    b"HELLO 3 AUTH\r\n", b"GET " + b"x" * 70_000, b"|1\r\n+a\r\n+b\r\n", b"$5\r\nPING\r\n", b"_\r\n#t\r\n,nan\r\n", os.urandom(5000),
    b"*3\r\n$9\r\nSUBSCRIBE\r\n$-1\r\n", b"*2\r\n$9\r\nsubscribe\r\n$3\r\n\xff\xfe\0\r\n",
)
for part in PARTS * 3:
    with socket.create_connection(("127.0.0.1", 6379)) as end:
        end.settimeout(0.02)
        try:
            end.sendall(part)
            end.recv(100)
        except OSError:
            pass
print(len(PARTS) * 3, "connections, then", redis.Redis().ping())
