"""Publishes inside MULTI, between other commands."""

import redis
from story import hear, published, say, subscriber

r = redis.Redis()
p = subscriber("sub", r, "news")
with r.pipeline() as pipe:
    pipe.set("k", 1).publish("news", "first").incr("k").publish("nobody", "second").publish("news", "third")
    _, first, _, second, third = pipe.execute()
say("pub", "command", name="MULTI")
say("pub", "command", name="SET")
published("pub", "news", "first", first)
say("pub", "command", name="INCRBY")
published("pub", "nobody", "second", second)
published("pub", "news", "third", third)
say("pub", "command", name="EXEC")
hear("sub", p, 2)
