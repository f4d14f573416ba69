# Tries: nests folders deeper than any path can name, so that who walks them fails.
# Layer: sized storage
# How: folders count as files
# Reads: No space left on device
# Ends: exit 0
import os

depth = 0
try:
    while depth < 20_000:
        os.mkdir("d" * 100)
        os.chdir("d" * 100)
        depth += 1
    print("broke: 20,000 folders")
except OSError as error:
    print(error.strerror)
for _ in range(depth):
    os.chdir("..")
    os.rmdir("d" * 100)
