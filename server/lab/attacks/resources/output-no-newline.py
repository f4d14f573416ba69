# Tries: prints a line that never ends.
# Layer: output bounds
# How: a line without its end is passed on in pieces
# Reads: xxx the end
# Ends: exit 0
import os

for _ in range(60):
    os.write(1, b"x" * (1 << 16))
print(" the end")
