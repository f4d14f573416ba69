# Tries: leaves its whole memory on the disk by crashing, or starts the host's crash handler with it.
# Layer: file limits
# How: no core is written and no handler is started
# Reads: crashed without a core
# Ends: exit 0
import os
import resource

# A handler that the host named is started at every limit but this one.
if resource.getrlimit(resource.RLIMIT_CORE) != (1, 1):
    print("broke: the host's crash handler would be started")
if os.fork() == 0:
    os.abort()
_, status = os.wait()
left = [name for place in (".", "/tmp") for name in os.listdir(place) if name.startswith("core")]
print("broke: a core" if os.WCOREDUMP(status) or left else "crashed without a core")
