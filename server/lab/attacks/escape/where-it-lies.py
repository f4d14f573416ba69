# Tries: learns where the project lies on the machine, and who runs it.
# Layer: own root
# How: what the kernel tells of mounts names no folder of a user
# Reads: ^\d+ mounts, 0 of them telling
# Ends: exit 0
import decoys

with open("/proc/self/mountinfo") as file:
    mounts = file.read().splitlines()
telling = [line for line in mounts if decoys.PROJECT in line]
for line in telling:
    print("broke:", line)
print(len(mounts), "mounts,", len(telling), "of them telling")
