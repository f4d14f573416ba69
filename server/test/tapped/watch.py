"""A MULTI that WATCH aborts publishes nothing; the next one does."""

import redis
from story import command, hear, published, say, subscriber

r = redis.Redis()
p = subscriber("sub", r, "news")
pipe = r.pipeline()
pipe.watch("k")
say("pub", "command", name="WATCH")
command("other", r, "SET", "k", "changed")
pipe.multi()
pipe.publish("news", "aborted")
try:
    pipe.execute()
except redis.WatchError:
    say("pub", "command", name="MULTI")
    say("pub", "command", name="EXEC")
pipe.publish("news", "done")
[receivers] = pipe.execute()
say("pub", "command", name="MULTI")
published("pub", "news", "done", receivers)
say("pub", "command", name="EXEC")
hear("sub", p, 1)
