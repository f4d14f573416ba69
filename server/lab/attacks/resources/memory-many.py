# Tries: has much memory in many processes, none of which meets its own limit.
# Layer: memory watch
# How: the run with most is ended by name
# Reads: limit memory
# Ends: limit memory
import os
import time

for _ in range(12):
    if os.fork() == 0:
        block = bytearray(os.urandom(1 << 20) * 60)
        break
time.sleep(60)
