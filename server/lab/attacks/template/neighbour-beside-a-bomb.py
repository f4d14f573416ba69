# Tries: has so many processes that no other lab can start one.
# Layer: user namespace
# How: processes are counted in each lab
# Reads: ^holding$
# Ends: stopped
# After: holding
import os
import signal
import time

signal.signal(signal.SIGINT, signal.SIG_DFL)
try:
    while True:
        if os.fork() == 0:
            time.sleep(60)
except BlockingIOError:
    print("holding")
time.sleep(60)
