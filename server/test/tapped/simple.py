"""One subscriber, one publisher, RESP3 as redis-py has it."""

import redis
from story import hear, publish, subscriber

r = redis.Redis()
p = subscriber("sub", r, "news")
for number in range(10):
    publish("pub", r, "news", f"message {number}")
hear("sub", p, 10)
