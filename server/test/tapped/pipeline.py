"""500 publishes in one pipeline without MULTI."""

import redis
from story import hear, published, subscriber

r = redis.Redis()
p = subscriber("sub", r, "news")
with r.pipeline(transaction=False) as pipe:
    for number in range(500):
        pipe.publish("news", f"message {number}")
    for number, receivers in enumerate(pipe.execute()):
        published("pub", "news", f"message {number}", receivers)
hear("sub", p, 500)
