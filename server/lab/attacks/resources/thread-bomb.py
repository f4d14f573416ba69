# Tries: has as many threads as the machine can hold.
# Layer: task limit
# How: a thread counts as a process
# Reads: RuntimeError: can't start new thread
# Ends: exit 1
import threading
import time

for count in range(2_000):
    if count == 64:
        print("broke: 64 threads")
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
