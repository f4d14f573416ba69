# Tries: finds a device that leads to the machine.
# Layer: mount namespace
# How: only devices that hold nothing are there
# Reads: full null
# Ends: exit 0
import os

KNOWN = set("console core fd full null ptmx pts random shm stderr stdin stdout tty urandom zero mqueue".split())
names = set(os.listdir("/dev"))
for name in names - KNOWN:
    print("broke:", name)
print(*sorted(names))
