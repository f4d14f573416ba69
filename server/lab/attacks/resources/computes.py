# Tries: computes on every core, in more processes than there are cores.
# Layer: time and stop
# How: Stop reaches what never sleeps
# Reads: holding
# Ends: stopped
# After: holding
import os

print("holding")
for _ in range(8):
    if os.fork() == 0:
        break
while True:
    pass
