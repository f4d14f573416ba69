"""Two subscribers, one of which leaves."""

import redis
from story import hear, publish, subscriber

r = redis.Redis()
a, b = subscriber("a", r, "news"), subscriber("b", r, "news")
publish("pub", r, "news", "both")
hear("b", b, 1)
b.unsubscribe("news")
hear("b", b, 1)
publish("pub", r, "news", "one")
hear("a", a, 2)
