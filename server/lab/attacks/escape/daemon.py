# Tries: goes on after its end, as a daemon that holds the output open and listens.
# Layer: pid namespace
# How: what outlives the program goes with its namespace
# Reads: ^the daemon is there$
# Ends: exit 0
import os
import signal
import socket
import time

reads, writes = os.pipe()
if os.fork() == 0:
    os.setsid()
    if os.fork():
        os._exit(0)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    listener = socket.create_server(("127.0.0.1", 7777))
    os.write(writes, b"x")
    while True:
        time.sleep(1)
os.read(reads, 1)
print("the daemon is there")
