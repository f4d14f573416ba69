# Tries: keeps Redis busy for ever by a script that cannot be killed, since it has written.
# Layer: redis replaced
# How: one that does not answer is replaced before the next run
# Reads: ^it hangs$
# Ends: exit 0
import redis

r = redis.Redis(socket_timeout=0.5)
try:
    r.eval("redis.call('set', 'x', 1) while true do end", 0)
    print("broke")
except redis.RedisError:
    print("it hangs")
