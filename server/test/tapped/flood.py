"""Two thousand messages in a pipeline to two subscribers who read late."""

import redis
from story import hear, published, subscriber

r = redis.Redis()
a, b = subscriber("a", r, "news"), subscriber("b", redis.Redis(protocol=2), "news")
with r.pipeline(transaction=False) as pipe:
    for number in range(2_000):
        pipe.publish("news", f"message {number}")
    for number, receivers in enumerate(pipe.execute()):
        published("pub", "news", f"message {number}", receivers)
hear("a", a, 2_000)
hear("b", b, 2_000)
