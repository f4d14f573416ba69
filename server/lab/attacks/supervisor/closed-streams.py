# Tries: closes its streams, opens others in their place, and floods what it was given as input.
# Layer: closed descriptors
# How: what it does with its streams ends with it
# Reads: exit 7
# Ends: exit 7
import os

for fd in (0, 1, 2):
    os.close(fd)
for _ in range(3):
    os.open("/dev/zero", os.O_RDWR)
for fd in range(3):
    try:
        os.write(fd, bytes(1 << 20))
    except OSError:
        pass
os.closerange(0, 1 << 10)
os._exit(7)
