"""The same in RESP2."""

import redis
from story import hear, publish, subscriber

r = redis.Redis(protocol=2)
p = subscriber("sub", r, "news", "sport")
for number in range(10):
    publish("pub", r, "news" if number % 2 else "sport", f"message {number}")
hear("sub", p, 10)
