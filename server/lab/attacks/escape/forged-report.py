# Tries: tells the supervisor a good end of its own, through its first process's descriptor.
# Layer: undumpable init
# How: the report of its end cannot be written
# Reads: exit 9
# Ends: exit 9
import os
import sys

for name in ("/proc/1/fd/3", "/proc/self/fd/3", "/dev/fd/3"):
    try:
        with open(name, "wb", buffering=0) as report:
            report.write(b"E\0\0\0\0")
        print("broke:", name)
    except OSError as error:
        print(error.strerror)
os.system("exit 0")
sys.exit(9)
