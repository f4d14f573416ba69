# Tries: takes all terminals of the machine, which are one pool.
# Layer: own terminals
# How: ENOSPC at 8
# Reads: No space left on device after [5-8]
# Ends: exit 0
import os

count = 0
try:
    while count < 100:
        os.openpty()
        count += 1
    print("broke: 100 terminals")
except OSError as error:
    print(error.strerror, "after", count)
