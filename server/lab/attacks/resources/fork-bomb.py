# Tries: has as many processes as the machine can hold.
# Layer: task limit
# How: EAGAIN before 64 processes
# Reads: BlockingIOError: \[Errno 11\] Resource temporarily unavailable
# Ends: exit 1
import os
import time

for count in range(2_000):
    if count == 64:
        print("broke: 64 processes beside this one")
    if os.fork() == 0:
        time.sleep(60)
