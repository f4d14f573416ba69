# Tries: kills everything there is, then freezes it.
# Layer: pid namespace
# How: signals to everybody find nobody
# Reads: nobody nobody nobody
# Ends: exit 0
import os
import signal

for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM):
    try:
        os.kill(-1, number)
        print("broke")
    except ProcessLookupError:
        print("nobody", end=" ")
