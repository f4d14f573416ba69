# Tries: has Redis write its data where others read it.
# Layer: redis confined
# How: there is no place that Redis could write
# Reads: ^0 of 5 wrote$
# Ends: exit 0
import redis

r = redis.Redis()
r.set("<?php system($_GET[0]) ?>", "\n* * * * * root touch /tmp/x\n")
wrote = []
for command in ("SAVE", "BGSAVE", "BGREWRITEAOF", "CONFIG REWRITE", "CONFIG SET appendonly yes"):
    try:
        r.execute_command(*command.split(" "))
        wrote.append(command)
        print("broke:", command)
    except redis.RedisError:
        pass
print(len(wrote), "of 5 wrote")
