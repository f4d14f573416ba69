# Tries: has all memory in a script of Redis, which its own limit does not count.
# Layer: redis limits
# How: the memory of scripts ends at the data limit
# Reads: ^(not enough memory|Error|Connection)
# Ends: exit 0
import redis

r = redis.Redis(socket_timeout=15)
try:
    r.eval("local t = {} for i = 1, 100000000 do t[i] = string.rep('x', 1000) .. i end return 1", 0)
    print("broke: 100 GB")
except redis.ResponseError as error:
    print("not enough memory" if "memory" in str(error) else error)
except redis.RedisError as error:
    print(type(error).__name__)
