"""Redis itself publishes what happens to keys."""

import redis
from story import command, hear

r = redis.Redis()
command("pub", r, "CONFIG SET", "notify-keyspace-events", "KEA")
other = redis.Redis()
p = other.pubsub()
p.psubscribe("__keyevent@0__:*")
hear("sub", p, 1)
command("pub", r, "SET", "k", "v")
command("pub", r, "LPUSH", "list", "a")
command("pub", r, "DEL", "k")
hear("sub", p, 3)
