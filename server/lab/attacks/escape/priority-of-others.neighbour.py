# Tries: goes on as fast as before.
# Layer: pid namespace
# How: its priority is what it was
# Reads: nice 0
# Ends: exit 0
import os

print("nice", os.getpriority(os.PRIO_PROCESS, 0))
