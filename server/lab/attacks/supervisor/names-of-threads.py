# Tries: has the supervisor read names of megabytes, of many threads, again and again.
# Layer: frame bounds
# How: names are cut where they are read
# Reads: ^named$
# Ends: exit 0
import threading
import time

go = threading.Event()
for number in range(30):
    name = "\u202e" + chr(0x1F600 + number) * 200_000 + "\0<b>"
    threading.Thread(target=go.wait, name=name, daemon=True).start()
time.sleep(1.5)
for thread in threading.enumerate():
    thread.name = "\ud800" * 1_000_000
time.sleep(1)
print("named")
go.set()
