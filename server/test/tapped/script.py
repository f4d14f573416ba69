"""A Lua script publishes; a client publishes other words."""

import redis
from story import command, hear, publish, subscriber

r = redis.Redis()
p = subscriber("sub", r, "news")
publish("pub", r, "news", "from the client")
command("pub", r, "EVAL", "return redis.call('PUBLISH', KEYS[1], ARGV[1])", 1, "news", "from a script")
hear("sub", p, 2)
