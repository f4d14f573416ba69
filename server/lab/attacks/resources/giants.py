# Tries: stays for ever: ignores every signal, closes its streams, in processes that have left the session.
# Layer: time and stop
# How: SIGKILL to the first process, whatever is ignored
# Reads: holding
# Ends: stopped
# After: holding
import os
import signal
import socket

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
listener = socket.create_server(("127.0.0.1", 7777))
print("holding")
for _ in range(6):
    if os.fork() == 0:
        os.setsid()
for fd in (0, 1, 2):
    os.close(fd)
while True:
    signal.pause()
