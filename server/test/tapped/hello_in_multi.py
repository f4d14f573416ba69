"""HELLO in a MULTI: Redis writes one reply in two protocols, and its own message among them."""

import socket

from story import published, say

SENT = ("HELLO 3", "SUBSCRIBE news", "MULTI", "HELLO 2", "PUBLISH news one", "HELLO 3", "PUBLISH news two", "EXEC", "PING")

with socket.create_connection(("localhost", 6379)) as s:
    s.sendall("".join(f"{line}\r\n" for line in SENT).encode())
    came = b""
    while not came.endswith(b"+PONG\r\n"):
        came += s.recv(10_000)
assert b"*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$3\r\none\r\n:1\r\n" in came
assert b">3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$3\r\ntwo\r\n:1\r\n" in came

say("both", "subscribed", kind="channel", channel="news", count=1)
say("both", "command", name="MULTI")
for message in ("one", "two"):
    say("both", "delivered", kind="channel", channel="news", message=message, size=3)
    published("both", "news", message, 1)
say("both", "command", name="EXEC")
say("both", "command", name="PING")
