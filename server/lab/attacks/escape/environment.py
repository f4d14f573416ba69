# Tries: reads what the server was started with, in every environment it can find.
# Layer: clean environment
# How: only the lab's own variables are there
# Reads: ^HOME LANG MALLOC_ARENA_MAX PATH PWD PYTHONPATH PYTHONUNBUFFERED$
# Ends: exit 0
import glob
import os

names = set(os.environ)
for path in glob.glob("/proc/*/environ"):
    try:
        with open(path, "rb") as file:
            names |= {entry.split(b"=")[0].decode() for entry in file.read().split(b"\0") if b"=" in entry}
    except OSError:
        pass
print(*sorted(names))
