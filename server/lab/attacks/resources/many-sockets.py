# Tries: holds thousands of sockets in many processes.
# Layer: socket watch
# How: the run with most is ended by name
# Reads: limit sockets
# Ends: limit sockets
import os
import socket
import time

for _ in range(8):
    if os.fork() == 0:
        break
held = []
try:
    while True:
        held.append(socket.socket())
except OSError:
    time.sleep(60)
