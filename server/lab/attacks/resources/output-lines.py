# Tries: prints more than anybody can keep.
# Layer: output bounds
# How: the middle is left out, the end is there
# Reads: the last line
# Ends: exit 0
for number in range(60_000):
    print(number, "x" * 60)
print("the last line")
