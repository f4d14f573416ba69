# Tries: makes a file of a terabyte that is nothing but a hole.
# Layer: file limits
# How: EFBIG at 16 MB
# Reads: File too large
# Ends: exit 0
import os

fd = os.open("/tmp/hole", os.O_CREAT | os.O_RDWR)
try:
    os.truncate(fd, 1 << 40)
    print("broke: a terabyte")
except OSError as error:
    print(error.strerror)
os.unlink("/tmp/hole")
