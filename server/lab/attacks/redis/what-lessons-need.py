# Tries: does what lessons teach, which no layer may take away.
# Layer: redis commands
# How: closing clients, reading and setting what lessons set is allowed
# Reads: ^True True 1 .*KE.* True True True$
# Ends: exit 0
import redis

r = redis.Redis()
other = redis.Redis()
mine = other.client_id()
told = [
    r.config_set("notify-keyspace-events", "KEA"),
    r.config_set("client-output-buffer-limit", "pubsub 1mb 1mb 1"),
    r.client_kill_filter(_id=mine),
    r.config_get("notify-keyspace-events")["notify-keyspace-events"],
    r.config_set("timeout", "100"),
    r.flushall(),
    isinstance(r.client_list(), list),
]
r.config_set("timeout", "0")
print(*told)
