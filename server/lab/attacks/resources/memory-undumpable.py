# Tries: hides how much memory it has: nobody may look into its processes.
# Layer: memory watch
# How: what hides its memory counts in full
# Reads: limit memory
# Ends: limit memory
import ctypes
import os
import time

PR_SET_DUMPABLE = 4
for _ in range(8):
    if os.fork() == 0:
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
        block = bytearray(os.urandom(1 << 20) * 60)
        break
time.sleep(60)
