# Tries: shares one block among many, then makes each copy its own at the same moment.
# Layer: memory watch
# How: pages that stop being shared are counted at once
# Reads: limit memory
# Ends: limit memory
import ctypes
import mmap
import os
import time

SIZE = 140 << 20
block = (ctypes.c_char * SIZE)()
ctypes.memset(block, 1, SIZE)
go = mmap.mmap(-1, 4096)
for _ in range(6):
    if os.fork() == 0:
        while not go[0]:
            time.sleep(0.005)
        for at in range(0, SIZE, 1 << 20):
            ctypes.memset(ctypes.addressof(block) + at, 2, 1 << 20)
            time.sleep(0.01)
        print("broke: it has all of it")
        time.sleep(60)
time.sleep(1.2)
go[0] = 1
time.sleep(60)
