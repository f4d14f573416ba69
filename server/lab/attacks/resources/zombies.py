# Tries: fills the process table with the dead, whom nobody buries.
# Layer: task limit
# How: the dead count until they are buried
# Reads: [3-6]\d zombies
# Ends: exit 0
import os

count = 0
try:
    while count < 2_000:
        if os.fork() == 0:
            os._exit(0)
        count += 1
except BlockingIOError:
    pass
print(count, "zombies")
if count >= 64:
    print("broke: no limit was met")
