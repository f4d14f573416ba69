# Tries: looks into Redis, or stops it, as any process of the same user could.
# Layer: pid namespace
# How: Redis is not among the processes it can name
# Reads: ^0 processes of Redis$
# Ends: exit 0
import os

found = 0
for pid in range(1, 300):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            if b"redis-server" in file.read():
                found += 1
                print("broke:", pid)
                os.kill(pid, 19)
    except OSError:
        pass
print(found, "processes of Redis")
