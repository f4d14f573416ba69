"""A MULTI with a mistake in it, one discarded, one with an error in EXEC."""

import redis
from story import command, hear, published, say, subscriber

p = subscriber("sub", redis.Redis(), "news")
r = redis.Redis(single_connection_client=True)
command("pub", r, "SET", "text", "a")

command("pub", r, "MULTI")
command("pub", r, "NOPE")
r.execute_command("PUBLISH", "news", "never")
command("pub", r, "EXEC")

command("pub", r, "MULTI")
r.execute_command("PUBLISH", "news", "never")
command("pub", r, "DISCARD")

with r.pipeline() as pipe:
    pipe.incr("text").publish("news", "all the same")
    _, receivers = pipe.execute(raise_on_error=False)
say("pipe", "command", name="MULTI")
say("pipe", "error", name="INCRBY")
published("pipe", "news", "all the same", receivers)
say("pipe", "command", name="EXEC")
hear("sub", p, 1)
