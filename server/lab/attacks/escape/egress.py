# Tries: reaches the world, and the address where clouds keep their keys.
# Layer: net namespace
# How: there is no way out
# Reads: ^ENETUNREACH( ENETUNREACH){6} no name$
# Ends: exit 0
import errno
import socket

FAR = ("1.1.1.1", "8.8.8.8", "169.254.169.254", "10.0.0.1", "192.168.1.1")
told = []
tries = [(socket.AF_INET, socket.SOCK_STREAM, (address, 80)) for address in FAR]
tries += [(socket.AF_INET, socket.SOCK_DGRAM, ("8.8.8.8", 53)), (socket.AF_INET6, socket.SOCK_STREAM, ("2606:4700::1", 80))]
for family, kind, address in tries:
    try:
        with socket.socket(family, kind) as made:
            made.settimeout(2)
            made.connect(address)
        told.append("broke")
    except OSError as error:
        told.append(errno.errorcode.get(error.errno, "?").replace("EADDRNOTAVAIL", "ENETUNREACH"))
try:
    socket.getaddrinfo("example.org", 80)
    told.append("broke")
except socket.gaierror:
    told.append("no name")
print(*told)
