"""CLIENT REPLY: commands without replies between others with."""

import redis
from story import command, hear, payload, publish, say, subscriber

p = subscriber("sub", redis.Redis(), "news")
r = redis.Redis(single_connection_client=True)
command("pub", r, "PING")
connection = r.connection
for words in (["CLIENT", "REPLY", "OFF"], ["SET", "k", "v"], ["PUBLISH", "news", "silent"]):
    connection.send_command(*words)
for name in ("CLIENT REPLY", "SET", "PUBLISH"):
    say("pub", "command", name=name)
command("pub", r, "CLIENT REPLY", "ON")
publish("pub", r, "news", "loud")
for words in (["CLIENT", "REPLY", "SKIP"], ["GET", "k"]):
    connection.send_command(*words)
for name in ("CLIENT REPLY", "GET"):
    say("pub", "command", name=name)
command("pub", r, "GET", "k")
hear("sub", p, 2)
