# Tries: slows everybody who is the same user to the kernel.
# Layer: pid namespace
# How: by user means by user in this namespace
# Reads: nice 19
# Ends: stopped
# After: holding
import os
import time

os.setpriority(os.PRIO_USER, os.getuid(), 19)
os.setpriority(os.PRIO_USER, 0, 19)
print("nice", os.getpriority(os.PRIO_PROCESS, 0))
print("holding")
time.sleep(60)
