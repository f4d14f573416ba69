"""A hundred channels in one command, some of them twice."""

import redis
from story import hear, publish, subscriber

r = redis.Redis()
names = [f"channel-{n}" for n in range(100)]
p = subscriber("sub", r, *names)
p.subscribe(*names[:10])
hear("sub", p, 10)
for name in names[::7]:
    publish("pub", r, name, f"to {name}")
hear("sub", p, len(names[::7]))
