# Tries: forks without end and replaces what dies, faster than one can be killed after the other.
# Layer: time and stop
# How: Stop kills all generations at once
# Reads: Cannot fork
# Ends: stopped
# After: Cannot fork
bomb() { bomb | bomb & }
bomb
sleep 60
