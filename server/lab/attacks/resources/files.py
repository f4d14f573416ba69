# Tries: makes files without content: memory of the kernel that belongs to no process.
# Layer: sized storage
# How: ENOSPC at 2,000 files
# Reads: No space left on device
# Ends: exit 0
import os
import shutil

os.mkdir("/tmp/many")
try:
    for number in range(200_000):
        open(f"/tmp/many/{number}", "w").close()
        if number == 2_000:
            print("broke: 2,000 files")
except OSError as error:
    print(error.strerror)
shutil.rmtree("/tmp/many")
