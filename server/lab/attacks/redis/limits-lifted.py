# Tries: lifts the limits of Redis, then fills it.
# Layer: redis replaced
# How: one that died of memory is started again
# Reads: ^(OutOfMemory|Connection|Timeout|Busy|BusyLoading|ConnectionReset)\w*Error
# Ends: exit 0
import redis

r = redis.Redis(socket_timeout=10)
r.config_set("maxmemory", 0)
r.config_set("maxmemory-clients", 0)
count = 0
try:
    while count < 400:
        r.set(f"block{count}", bytes(1 << 20))
        count += 1
    print("broke: 400 MB")
except redis.RedisError as error:
    print(type(error).__name__)
