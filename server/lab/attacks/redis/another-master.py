# Tries: makes Redis the copy of another, which then can send it anything.
# Layer: redis commands
# How: a lab's Redis follows nobody
# Reads: ^refused 6 master$
# Ends: exit 0
import redis

r = redis.Redis(socket_timeout=3)
refused = 0
for command in ("REPLICAOF 127.0.0.1 7777", "SLAVEOF 127.0.0.1 7777", "PSYNC ? -1", "SYNC", "REPLCONF capa eof",
                "MIGRATE 127.0.0.1 7777 x 0 10"):
    try:
        r.execute_command(*command.split(" "))
        print("broke:", command)
    except redis.ResponseError:
        refused += 1
print("refused", refused, r.info("replication")["role"])
