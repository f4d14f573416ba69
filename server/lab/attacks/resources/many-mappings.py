# Tries: has memory that is no process's: the kernel's own, for a million small mappings.
# Layer: memory fence
# How: what the kernel holds for a lab is counted as its own
# Reads: limit memory
# Ends: limit memory
# Needs: memory
import ctypes
import mmap
import os
import time

PROCESSES, MAPPINGS = 40, 60_000
libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
done = mmap.mmap(-1, PROCESSES)
for index in range(PROCESSES):
    if os.fork() == 0:
        for count in range(MAPPINGS):
            # Neighbours differ, or the kernel makes one of them.
            libc.mmap(None, 4096, count % 2, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, -1, 0)
        done[index] = 1
        time.sleep(60)
while sum(done[:]) < PROCESSES:
    time.sleep(0.05)
print(f"broke: {PROCESSES * MAPPINGS} mappings")
