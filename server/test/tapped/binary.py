"""Payloads and channels of any bytes."""

import redis
from story import hear, publish, subscriber

r = redis.Redis()
p = subscriber("sub", r, "bytes")
for data in (bytes(range(256)), b"\xff", b"back\\slash", b"back\\\xff", b"*3\r\n$7\r\nmessage\r\n", b"\0", b"\xe9" * 300):
    publish("pub", r, "bytes", data)
hear("sub", p, 7)
