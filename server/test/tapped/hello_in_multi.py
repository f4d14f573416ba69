"""HELLO in a MULTI: Redis writes one reply in two protocols, and its own messages among them or behind them."""

import socket

from story import published, say

SENT = ("HELLO 3", "SUBSCRIBE news", "MULTI", "HELLO 2", "PUBLISH news one", "HELLO 3", "PUBLISH news two", "EXEC", "PING")

with socket.create_connection(("localhost", 6379)) as s:
    s.sendall("".join(f"{line}\r\n" for line in SENT).encode())
    came = b""
    while not came.endswith(b"+PONG\r\n"):
        came += s.recv(10_000)
one = b"*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$3\r\none\r\n"
two = b">3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$3\r\ntwo\r\n"
# Since Redis 7.2 they stand behind EXEC's reply.
behind = one + two + b"+PONG\r\n" in came
assert behind or (one + b":1\r\n" in came and two + b":1\r\n" in came)


def heard(message):
    say("both", "delivered", kind="channel", channel="news", message=message, size=3)


say("both", "subscribed", kind="channel", channel="news", count=1)
say("both", "command", name="MULTI")
for message in ("one", "two"):
    if not behind:
        heard(message)
    published("both", "news", message, 1)
say("both", "command", name="EXEC")
if behind:
    heard("one")
    heard("two")
say("both", "command", name="PING")
