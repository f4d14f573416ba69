# Tries: makes so many pipes that those of everybody of its user are small.
# Layer: own uid
# How: pages of pipes are counted for each lab
# Reads: ^holding$
# Ends: stopped
# After: holding
# Needs: users
import os
import signal
import time

signal.signal(signal.SIGINT, signal.SIG_DFL)
for _ in range(40):
    if os.fork() == 0:
        try:
            while True:
                os.pipe()
        except OSError:
            time.sleep(60)
time.sleep(0.3)
print("holding")
time.sleep(60)
