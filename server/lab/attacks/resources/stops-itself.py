# Tries: freezes itself, so that it hears no Stop.
# Layer: time and stop
# How: a frozen program is killed after the grace time
# Reads: holding
# Ends: stopped
# After: holding
import os
import signal

print("holding")
while True:
    os.kill(os.getpid(), signal.SIGSTOP)
