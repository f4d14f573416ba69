# Tries: has Redis 8 search vectors in many threads at once, each of which takes 8 MB.
# Layer: redis replaced
# How: one whose searches took all memory is started again
# Reads: ^(searched|unknown command), True$
# Ends: exit 0
import socket
import struct
from contextlib import suppress

import redis

VECTOR = struct.pack("64f", *range(64))
r = redis.Redis()
told = "searched"
try:
    pipe = r.pipeline(transaction=False)
    for number in range(2_000):
        pipe.execute_command("VADD", "v", "FP32", struct.pack("64f", *range(number, number + 64)), number, "NOQUANT")
    pipe.execute()
except redis.ResponseError:
    # Redis 7 has no vectors.
    told = "unknown command"
words = (b"VSIM", b"v", b"FP32", VECTOR, b"COUNT", b"2000", b"EF", b"1000000")
search = b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words)
ends = []
with suppress(OSError):
    for _ in range(56):
        ends.append(socket.create_connection(("127.0.0.1", 6379)))
        ends[-1].sendall(search * 20)
for end in ends:
    # Until the first answer, or the end of Redis.
    with suppress(OSError):
        end.recv(1)
    end.close()
while True:
    with suppress(redis.RedisError):
        print(f"{told},", r.ping())
        break
