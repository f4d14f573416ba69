# Tries: forks without end and replaces what dies, faster than one can be killed after the other.
# Layer: time and stop
# How: Stop kills all generations at once
# Reads: Cannot fork
# Ends: stopped or limit memory
# What the kernel keeps of processes that end counts as the lab's: on a busy machine Stop may come after that.
# After: Cannot fork
bomb() { bomb | bomb & }
# This shell forks once and first: where all processes are taken, a fork would end it.
bomb &
exec sleep 60
