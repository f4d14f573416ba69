# Tries: sends a descriptor, as multiprocessing does.
# Layer: own uid
# How: its own descriptors are its own count
# Reads: ^received
# Ends: exit 0
import multiprocessing
import os
import socket

left, right = socket.socketpair()
reads, writes = os.pipe()
socket.send_fds(left, [b"x"], [reads])
_, (got,), _, _ = socket.recv_fds(right, 1, 1)
os.write(writes, b"received")
print(os.read(got, 8).decode())
