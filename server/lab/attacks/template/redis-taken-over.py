# Tries: reaches out of its lab with the rights of Redis, having code run in its process.
# Layer: redis confined
# How: Redis has no right, no file and no descriptor that a program has not
# Reads: ^caps 0, filters [23], 0 written, 0 descriptors, 0 other processes, 0 mounts, no way out$
# Ends: exit 0
import time

import redis

r = redis.Redis()
for _ in range(200):
    told = r.get("inside")
    if told:
        break
    time.sleep(0.05)
print((told or b"broke: it told nothing").decode())
