# Tries: finds in its memory what the template, the server or a neighbour left there.
# Layer: clean environment
# How: what a program is forked from knows nothing of others
# Reads: ^0 canaries in \d+ MB
# Ends: exit 0
import re

found, size = set(), 0
# Built here, so that this program itself does not hold it.
pattern = re.compile(b"cana" + b"ry-[0-9a-f]{24}")
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", buffering=0) as memory:
    for line in maps:
        span, rights = line.split()[:2]
        start, end = (int(part, 16) for part in span.split("-"))
        if "r" not in rights or "[v" in line:
            continue
        for at in range(start, end, 1 << 20):
            try:
                memory.seek(at)
                part = memory.read(min(1 << 20, end - at))
            except (OSError, OverflowError, ValueError):
                continue
            size += len(part)
            found |= set(pattern.findall(part))
for word in found:
    print("broke:", word)
print(len(found), "canaries in", size >> 20, "MB")
