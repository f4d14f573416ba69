"""PING on a subscribed connection."""

import redis
from story import hear, heard, publish, say, subscriber

for protocol in (2, 3):
    r = redis.Redis(protocol=protocol)
    p = subscriber(f"sub {protocol}", r, "news")
    p.ping("are you there")
    say(f"sub {protocol}", "command", name="PING")
    while p.get_message(timeout=5) is None:
        pass
    publish(f"pub {protocol}", r, "news", f"RESP{protocol}")
    hear(f"sub {protocol}", p, 1)
    p.close()
    r.close()
