# Tries: starts as many processes as it may, beside a lab that has all it may.
# Layer: user namespace
# How: its own processes are its own count
# Reads: ^40 children$
# Ends: exit 0
import os

children = []
for _ in range(40):
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    children.append(pid)
for pid in children:
    os.waitpid(pid, 0)
print(len(children), "children")
