import socket, urllib.request
try:
    socket.create_connection(("192.0.2.1", 80), timeout=2)
except OSError as error:
    print(repr(error))
try:
    socket.gethostbyname("example.com")
except OSError as error:
    print(repr(error))
print(socket.gethostbyname("localhost"))
urllib.request.urlopen("http://example.com/")
