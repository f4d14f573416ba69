# Tries: finds descriptors that somebody forgot to close: the server's, the template's, other labs'.
# Layer: closed descriptors
# How: three streams are open and nothing else
# Reads: ^0 1 2$
# Ends: exit 0
import os

found = []
for number in range(1_000):
    try:
        os.fstat(number)
        found.append(number)
    except OSError:
        pass
print(*found)
for number in found[3:]:
    print("broke:", number, os.readlink(f"/proc/self/fd/{number}"))
