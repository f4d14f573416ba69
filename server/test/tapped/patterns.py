"""One connection with a channel and two patterns gets a message three times."""

import redis
from story import hear, publish, subscriber

r = redis.Redis()
p = subscriber("sub", r, "news")
p.psubscribe("n*", "ne*")
hear("sub", p, 2)
publish("pub", r, "news", "three times")
publish("pub", r, "never", "twice")
publish("pub", r, "sport", "not at all")
hear("sub", p, 5)
p.punsubscribe("n*")
hear("sub", p, 1)
publish("pub", r, "news", "two times")
hear("sub", p, 2)
