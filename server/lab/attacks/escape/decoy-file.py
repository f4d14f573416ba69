# Tries: reads and writes a file of the machine by every path that could lead there.
# Layer: mount namespace
# How: no path leads out of the lab's root
# Reads: ^0 of \d+ ways
# Ends: exit 0
import os

import decoys

WAYS = ["", "/..", "/../../../../..", "/proc/self/root", "/proc/1/root", "/proc/self/cwd/../../../..",
        "/proc/self/root/proc/1/root/../..", "/proc/thread-self/root", "/dev/../..", "/opt/lab/../..",
        "/usr/../..", "/proc/1/cwd", "/proc/self/task/1/root", "/etc/../../.."]
os.chdir("/")
found = []
for way in WAYS:
    for mode in (os.O_RDONLY, os.O_WRONLY):
        try:
            os.close(os.open(way + decoys.FILE, mode))
            found.append(way)
        except OSError:
            pass
os.symlink(decoys.FILE, "/tmp/link")
for way in ("/tmp/link", os.path.relpath(decoys.FILE, "/home/learner")):
    if os.path.exists(way):
        found.append(way)
os.unlink("/tmp/link")
# A descriptor of a folder outlives a change of the root, if there is one.
for number in range(64):
    try:
        os.open(f"../../../../../..{decoys.FILE}", os.O_RDONLY, dir_fd=number)
        found.append(f"descriptor {number}")
    except OSError:
        pass
for way in found:
    print("broke:", way)
print(len(found), "of", 2 * len(WAYS) + 66, "ways")
