# Tries: queues so many signals and timers that no other lab can have one.
# Layer: user namespace
# How: queued signals are counted in each lab
# Reads: ^holding$
# Ends: stopped
# After: holding
import ctypes
import os
import signal
import time

signal.signal(signal.SIGINT, signal.SIG_DFL)
libc = ctypes.CDLL(None)
for _ in range(30):
    if os.fork() == 0:
        while libc.timer_create(1, None, ctypes.byref(ctypes.c_void_p())) == 0:
            pass
        time.sleep(60)
time.sleep(0.3)
print("holding")
time.sleep(60)
