# Tries: locks everybody out of Redis, itself included.
# Layer: redis replaced
# How: one that asks for a password is replaced
# Reads: ^locked$
# Ends: exit 0
import redis

redis.Redis().config_set("requirepass", "secret")
try:
    redis.Redis().ping()
    print("broke")
except redis.AuthenticationError:
    print("locked")
