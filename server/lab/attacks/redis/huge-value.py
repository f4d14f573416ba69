# Tries: sends a value of 100 MB.
# Layer: redis limits
# How: a value above 8 MB ends its connection
# Reads: ^(ConnectionError|ResponseError)
# Ends: exit 0
import redis

r = redis.Redis()
try:
    r.set("huge", bytes(100 << 20))
    print("broke")
except redis.RedisError as error:
    print(type(error).__name__)
