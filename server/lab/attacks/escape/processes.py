# Tries: sees what else runs on the machine.
# Layer: pid namespace
# How: only its own processes are there
# Reads: ^1 2$
# Ends: exit 0
import os

pids = sorted(int(name) for name in os.listdir("/proc") if name.isdigit())
print(*pids)
for pid in range(3, 5_000):
    try:
        os.kill(pid, 0)
        print("broke:", pid)
    except ProcessLookupError:
        pass
