"""MONITOR: what it streams are no replies."""

import redis
from story import command, publish, say

r = redis.Redis()
with redis.Redis(protocol=2).monitor() as monitor:
    say("monitor", "command", name="MONITOR")
    publish("pub", r, "news", "seen by the monitor")
    command("pub", r, "SET", "k", "v")
    while monitor.next_command()["command"] != "SET k v":
        pass
