# Tries: has a pipe of the usual size.
# Layer: own uid
# How: its own pages are its own count
# Reads: ^65536$
# Ends: exit 0
import fcntl
import os

F_GETPIPE_SZ = 1032
print(fcntl.fcntl(os.pipe()[0], F_GETPIPE_SZ))
