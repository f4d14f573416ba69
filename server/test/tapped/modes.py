"""RESET and HELLO change how a connection speaks while it lives."""

import redis
from story import command, publish, say

r = redis.Redis(single_connection_client=True, protocol=2)
other = redis.Redis()
command("one", r, "GET", "k")
connection = r.connection


def ask(*words):
    connection.send_command(*words)
    return connection.read_response(disconnect_on_error=False)


for count, channel in enumerate(("a", "b"), 1):
    assert ask("SUBSCRIBE", channel) == [b"subscribe", channel.encode(), count]
    say("one", "subscribed", kind="channel", channel=channel, count=count)
publish("pub", other, "a", "to RESP2")
assert connection.read_response() == [b"message", b"a", b"to RESP2"]
say("one", "delivered", kind="channel", channel="a", message="to RESP2", size=8)
assert ask("RESET") == b"RESET"
for channel in ("a", "b"):
    say("one", "unsubscribed", kind="channel", channel=channel, count=0)
say("one", "command", name="RESET")
publish("pub", other, "a", "to nobody")
ask("LRANGE", "k", "0", "-1")
say("one", "command", name="LRANGE")
