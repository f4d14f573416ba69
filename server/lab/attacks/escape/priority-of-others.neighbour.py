# Tries: goes on as fast as before.
# Layer: pid namespace
# How: its priority is what it was
# Reads: as before: True
# Ends: exit 0
import os

print("as before:", os.getpriority(os.PRIO_PROCESS, 0) < 19)
