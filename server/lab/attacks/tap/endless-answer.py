# Tries: has Redis answer without end, in answers nested as deep as they go.
# Layer: relay bounds
# How: answers are passed on in pieces, however long or deep
# Reads: ^deep and long, then True$
# Ends: exit 0
import redis

r = redis.Redis()
DEEP = "local t = 'x' for i = 1, 100 do t = {t} end return t"
for _ in range(20):
    try:
        r.eval(DEEP, 0)
    except (redis.RedisError, RecursionError):
        pass
r.rpush("list", *(b"y" * 1000 for _ in range(2000)))
for _ in range(6):
    r.lrange("list", 0, -1)
print("deep and long, then", r.ping())
