# Tries: has all memory of the machine in one process.
# Layer: data limit
# How: MemoryError in the program itself
# Reads: MemoryError
# Ends: exit 1
blocks = []
for count in range(4_000):
    blocks.append(bytearray(1 << 20))
    if count == 300:
        print("broke: 300 MB")
