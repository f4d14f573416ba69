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

# What RESP2 refuses while something is subscribed is not answered either.
mute = redis.Redis(single_connection_client=True, protocol=2)
connection = mute.connection
connection.send_command("CLIENT", "REPLY", "OFF")
connection.send_command("SUBSCRIBE", "other")
assert connection.read_response()[0] == b"subscribe"
connection.send_command("PUBLISH", "news", "refused")
connection.send_command("UNSUBSCRIBE")
assert connection.read_response()[0] == b"unsubscribe"
say("mute", "command", name="CLIENT REPLY")
say("mute", "subscribed", kind="channel", channel="other", count=1)
say("mute", "command", name="PUBLISH")
say("mute", "unsubscribed", kind="channel", channel="other", count=0)
command("mute", mute, "CLIENT REPLY", "ON")
command("mute", mute, "GET", "k")
