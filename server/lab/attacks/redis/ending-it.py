# Tries: ends Redis, or has it do nothing for an hour.
# Layer: redis commands
# How: what would end or halt Redis is refused
# Reads: ^refused 8, True$
# Ends: exit 0
import redis

r = redis.Redis(socket_timeout=3)
COMMANDS = ("SHUTDOWN NOSAVE", "SHUTDOWN ABORT", "DEBUG SLEEP 3600", "DEBUG SEGFAULT", "CLIENT PAUSE 3600000 ALL",
            "FAILOVER", "DEBUG JMAP", "CLUSTER RESET")
refused = 0
for command in COMMANDS:
    try:
        r.execute_command(*command.split(" "))
        print("broke:", command)
    except redis.ConnectionError:
        print("broke:", command)
    except redis.ResponseError:
        refused += 1
print(f"refused {refused},", r.ping())
