# Tries: makes pipes larger and fills them: memory that no process has.
# Layer: call filter
# How: a pipe cannot be made larger
# Reads: Operation not permitted, 65536 bytes
# Ends: exit 0
import fcntl
import os

reads, writes = os.pipe()
os.set_blocking(writes, False)
try:
    fcntl.fcntl(writes, fcntl.F_SETPIPE_SZ, 1 << 20)
    print("broke: a megabyte")
except PermissionError as error:
    print(error.strerror, end=", ")
print(os.write(writes, bytes(1 << 20)), "bytes")
