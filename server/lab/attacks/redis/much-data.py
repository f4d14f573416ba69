# Tries: fills Redis with data.
# Layer: redis limits
# How: writing is refused at 32 MB
# Reads: ^OutOfMemoryError after ([12]\d|3[0-2]) MB$
# Ends: exit 0
import redis

r = redis.Redis()
count = 0
try:
    while count < 200:
        r.set(f"block{count}", bytes(1 << 20))
        count += 1
    print("broke: 200 MB")
except redis.ResponseError as error:
    print(type(error).__name__, "after", count, "MB")
