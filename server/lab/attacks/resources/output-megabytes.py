# Tries: prints lines of megabytes on both streams at once, as threads do.
# Layer: output bounds
# How: a line of megabytes is bounded like many lines
# Reads: both are done
# Ends: exit 0
import sys
import threading


def shout(stream):
    for _ in range(4):
        print("z" * (1 << 20), file=stream)


threads = [threading.Thread(target=shout, args=(stream,)) for stream in (sys.stdout, sys.stderr)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("both are done")
