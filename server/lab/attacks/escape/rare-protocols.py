# Tries: has the kernel load and run the rarer protocols of the internet, and others below its own sockets.
# Layer: socket families
# How: of IP only TCP and UDP, with nothing below them
# Reads: ^EPROTONOSUPPORT of 14, ENOPROTOOPT of 2$
# Ends: exit 0
import errno
import socket

LIKE_A_STREAM, LIKE_PACKETS = socket.SOCK_STREAM, socket.SOCK_DGRAM
# SCTP, DCCP, MPTCP, UDP-Lite, L2TP, and what only root may have.
RARE = (132, 33, 262, 136, 115, 4, 47)
told, count = set(), 0
for protocol in RARE:
    for kind in (LIKE_A_STREAM, LIKE_PACKETS):
        count += 1
        try:
            socket.socket(socket.AF_INET, kind, protocol)
            print("broke", protocol)
        except OSError as error:
            told.add(errno.errorcode[error.errno])

below = set()
listening = socket.create_server(("127.0.0.1", 0))
stream = socket.create_connection(listening.getsockname())
packets = socket.socket(socket.AF_INET, LIKE_PACKETS)
for sock, level, option, value in ((stream, 6, 31, b"tls"), (packets, 17, 100, 2)):
    try:
        sock.setsockopt(level, option, value)
        print("broke", level, option)
    except OSError as error:
        below.add(errno.errorcode[error.errno])
print(*told, "of", f"{count},", *below, "of 2")
