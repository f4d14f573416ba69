# Tries: has the machine's last open file.
# Layer: file limits
# How: EMFILE at 128
# Reads: Too many open files
# Ends: exit 1
import os

for count in range(100_000):
    os.open("/dev/null", os.O_RDONLY)
    if count == 128:
        print("broke: 128 open files")
