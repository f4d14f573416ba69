# Tries: holds thousands of file locks: memory of the kernel that no process has.
# Layer: lock watch
# How: the run with most is ended by name
# Reads: limit memory
# Ends: limit memory
import fcntl
import os
import time

fd = os.open("/tmp/locks", os.O_CREAT | os.O_RDWR)
os.unlink("/tmp/locks")
for number in range(40_000):
    fcntl.lockf(fd, fcntl.LOCK_EX, 1, 2 * number)
time.sleep(60)
