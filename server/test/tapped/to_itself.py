"""RESP3 lets a connection publish to itself: Redis 7.0 sends the message before the reply, later ones behind it."""

import redis
from story import published, say

r = redis.Redis(single_connection_client=True)
r.ping()
say("one", "command", name="PING")
connection = r.connection
pushes = []
connection._parser.set_pubsub_push_handler(pushes.append)


def ask(*words):
    connection.send_command(*words)
    return connection.read_response()


connection.send_command("SUBSCRIBE", "me")
connection.read_response(push_request=True)
pushes.clear()
say("one", "subscribed", kind="channel", channel="me", count=1)
receivers = ask("PUBLISH", "me", "hello")
behind = not pushes
if behind:
    published("one", "me", "hello", receivers)
    connection.read_response(push_request=True)
assert pushes.pop() == [b"message", b"me", b"hello"]
say("one", "delivered", kind="channel", channel="me", message="hello", size=5)
if not behind:
    published("one", "me", "hello", receivers)
ask("PING")
say("one", "command", name="PING")
