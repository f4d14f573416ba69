import socket


def everything(raw):
    """What comes until Redis closes."""
    got = b""
    while part := raw.recv(65536):
        got += part
    return got


with socket.create_connection(("localhost", 6379)) as raw:
    raw.sendall(b"PING\r\nECHO last\r\n")
    raw.shutdown(socket.SHUT_WR)
    got = everything(raw)
    print(got.startswith(b"+PONG\r\n") or got == b"", len(got))

with socket.create_connection(("localhost", 6379)) as raw:
    for number in range(50):
        raw.sendall(b"INCR steps\r\n")
    got = b""
    while got.count(b"\n") < 50:
        got += raw.recv(65536)
    print(got.split()[-1])
    raw.shutdown(socket.SHUT_WR)
    print(everything(raw))

with socket.create_connection(("localhost", 6379)) as raw:
    raw.sendall(b"SUBSCRIBE a\r\n")
    print(raw.recv(100))
    raw.shutdown(socket.SHUT_WR)
    print(everything(raw))

with socket.create_connection(("localhost", 6379)) as raw:
    raw.shutdown(socket.SHUT_RD)
    raw.sendall(b"SET read no\r\n")

with socket.create_connection(("localhost", 6379)) as raw:
    raw.sendall(b"GET steps\r\nQUIT\r\nGET steps\r\n")
    print(everything(raw))
