# Tries: ends or freezes its own first process by every signal there is.
# Layer: pid namespace
# How: the first process hears nothing that it does not want
# Reads: 6\d signals
# Ends: exit 0
import os
import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)
numbers = sorted(signal.valid_signals())
for number in numbers:
    os.kill(1, number)
print(len(numbers), "signals")
