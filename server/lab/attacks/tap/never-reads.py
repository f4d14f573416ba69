# Tries: subscribes and never reads, so that what it should hear piles up.
# Layer: relay bounds
# How: what is not read is thrown away with its connection
# Reads: ^published 40 MB, then True$
# Ends: exit 0
import socket

import redis

end = socket.create_connection(("127.0.0.1", 6379))
end.sendall(b"SUBSCRIBE flood\r\n")
r = redis.Redis(socket_timeout=15)
for _ in range(40):
    r.publish("flood", bytes(1 << 20))
print("published 40 MB, then", r.ping())
