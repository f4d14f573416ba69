# Tries: strings up states of threads without end in its memory, each with a number of its own, for whoever walks the list.
# Layer: frame bounds
# How: what is read of a program's memory is walked a bounded way
# Reads: looked at in time
# Ends: exit 0
import array
import ctypes
import mmap
import os
import time

import redis

# Each word is the address of itself: whichever place a thread's state has its number and its next one at,
# the next one lies a word further on, and has another number.
SIZE = 32_000_000
words = mmap.mmap(-1, SIZE)
start = ctypes.addressof(ctypes.c_char.from_buffer(words))
words[:] = array.array("Q", range(start, start + SIZE, 8)).tobytes()
api = ctypes.pythonapi
api.PyThreadState_Get.restype = ctypes.c_void_p
# prev and next come first in a thread's state.
mine = ctypes.cast(api.PyThreadState_Get(), ctypes.POINTER(ctypes.c_void_p))
mine[1] = start

# What the programs say to Redis goes through who walks the list.
r = redis.Redis()
worst, until = 0.0, time.monotonic() + 4
while time.monotonic() < until:
    asked = time.monotonic()
    r.ping()
    worst = max(worst, time.monotonic() - asked)
    time.sleep(0.01)
print("looked at in time" if worst < 8 else f"broke: Redis answered after {worst:.1f} s", flush=True)
# An interpreter that ends would walk it, too.
os._exit(0)
