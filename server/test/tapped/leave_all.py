"""UNSUBSCRIBE without names: one answer for each that there was."""

import redis
from story import hear, publish, subscriber

r = redis.Redis()
p = subscriber("sub", r, "a", "b", "c")
p.psubscribe("x*", "y*")
hear("sub", p, 2)
p.unsubscribe()
hear("sub", p, 3)
publish("pub", r, "a", "nobody")
publish("pub", r, "xy", "one")
hear("sub", p, 1)
p.punsubscribe()
hear("sub", p, 2)
