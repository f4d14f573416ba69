# Tries: loads a module into Redis: code of its own.
# Layer: redis commands
# How: modules and other users of Redis cannot be made
# Reads: ^refused 7$
# Ends: exit 0
import redis

r = redis.Redis(socket_timeout=3)
refused = 0
for command in ("MODULE LOAD /tmp/x.so", "MODULE LOADEX /tmp/x.so", "MODULE LIST", "ACL SETUSER x on nopass +@all",
                "ACL LOAD", "ACL DELUSER default", "ACL SAVE"):
    try:
        r.execute_command(*command.split(" "))
        print("broke:", command)
    except redis.ResponseError:
        refused += 1
print("refused", refused)
