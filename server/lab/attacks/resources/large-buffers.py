# Tries: makes socket buffers as large as they go and fills them: memory that no process has.
# Layer: buffer rule
# How: the answer is yes, the buffer stays small
# Reads: said yes, holds [1-3]\d\d kB
# Ends: exit 0
import socket

left, right = socket.socketpair()
left.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 32 << 20)
right.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 << 20)
left.setblocking(False)
held = 0
try:
    while held < 64 << 20:
        held += left.send(bytes(1 << 14))
    print("broke: 64 MB in one pair")
except BlockingIOError:
    print("said yes, holds", held >> 10, "kB")
