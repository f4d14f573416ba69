# Tries: has memory that its data limit does not count: shared and anonymous.
# Layer: memory watch
# How: shared pages are counted
# Reads: limit memory
# Ends: limit memory
import mmap
import time

block = mmap.mmap(-1, 700 << 20)
for at in range(0, len(block), 4096):
    block[at] = 1
    if at == 500 << 20:
        print("broke: 500 MB")
time.sleep(60)
