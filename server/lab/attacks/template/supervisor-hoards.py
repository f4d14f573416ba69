# Tries: has its supervisor, which no rlimit bounds, take all memory there is.
# Layer: memory fence
# How: a supervisor that was taken over ends at it as well
# Reads: lost
# Ends: lost
# Needs: memory
print("this is never run: inside.py is")
