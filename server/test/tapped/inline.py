"""Commands typed by hand, as over telnet."""

import socket

import redis
from story import hear, say, published, subscriber

p = subscriber("sub", redis.Redis(), "news")
with socket.create_connection(("localhost", 6379)) as s:
    lines = s.makefile("rwb", buffering=0)
    for line in (b"PING", b"  set k 'a b'", b'publish news "typed\\x21"', b"", b"NOPE"):
        lines.write(line + b"\r\n")
    assert lines.readline() == b"+PONG\r\n"
    say("typed", "command", name="PING")
    assert lines.readline() == b"+OK\r\n"
    say("typed", "command", name="SET")
    published("typed", "news", "typed!", int(lines.readline()[1:]))
    assert lines.readline().startswith(b"-ERR unknown command")
    say("typed", "error", name="NOPE")
hear("sub", p, 1)
