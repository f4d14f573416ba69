"""A subscriber whose connection is killed connects and subscribes again."""

import redis
from story import command, hear, publish, subscriber

r = redis.Redis()
p = subscriber("sub 1", r, "news")
publish("pub", r, "news", "before")
hear("sub 1", p, 1)
command("pub", r, "CLIENT KILL", "TYPE", "pubsub")
publish("pub", r, "news", "lost")
hear("sub 2", p, 1)
publish("pub", r, "news", "after")
hear("sub 2", p, 1)
