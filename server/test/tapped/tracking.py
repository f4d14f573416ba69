"""CLIENT TRACKING: invalidations are no messages."""

import redis
from story import command, hear, publish, subscriber

r = redis.Redis(single_connection_client=True)
other = redis.Redis()
p = subscriber("sub", redis.Redis(), "news")
command("one", r, "CLIENT TRACKING", "ON")
command("one", r, "GET", "k")
command("other", other, "SET", "k", "new")
publish("other", other, "news", "set")
command("one", r, "GET", "k")
hear("sub", p, 1)
