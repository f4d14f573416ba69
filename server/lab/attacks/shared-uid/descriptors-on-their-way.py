# Tries: keeps so many descriptors on their way through sockets that nobody of its user can send one.
# Layer: own uid
# How: descriptors on their way are counted for each lab
# Reads: ^holding$
# Ends: stopped
# After: holding
# Needs: users
import os
import signal
import socket
import time

signal.signal(signal.SIGINT, signal.SIG_DFL)
held = []
for _ in range(40):
    if os.fork() == 0:
        held.clear()
        left, right = socket.socketpair()
        left.setblocking(False)
        try:
            while True:
                socket.send_fds(left, [b"x"], [right.fileno()] * 40)
        except OSError:
            pass
        time.sleep(60)
time.sleep(0.3)
print("holding")
time.sleep(60)
