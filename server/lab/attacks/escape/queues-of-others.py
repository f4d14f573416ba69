# Tries: finds shared memory, queues and semaphores of the machine.
# Layer: ipc namespace
# How: the kernel's lists of them are empty
# Reads: 3 empty lists, 0 in /dev/shm
# Ends: exit 0
import os

lists = 0
for name in ("shm", "msg", "sem"):
    with open(f"/proc/sysvipc/{name}") as file:
        lists += len(file.read().splitlines()) == 1
print(lists, "empty lists,", len(os.listdir("/dev/shm")), "in /dev/shm")
