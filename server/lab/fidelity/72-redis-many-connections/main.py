import os
import socket
import threading
import time

import redis

r = redis.Redis()
for number in range(200):
    with redis.Redis() as client:
        client.rpush("seen", number)
print(r.llen("seen"), r.lrange("seen", -3, -1))

for _ in range(2):
    for _ in range(50):
        socket.create_connection(("localhost", 6379)).close()
    # Who comes after them is answered after Redis has met them all; it has no room for many more at once.
    with redis.Redis() as client:
        client.ping()
    while len(r.client_list()) > 1:
        time.sleep(0.01)

for number in range(40):
    if os.fork() == 0:
        raw = socket.create_connection(("localhost", 6379))
        raw.sendall(b"RPUSH last %d\r\n" % number)
        os._exit(0)
for _ in range(40):
    os.wait()
while r.llen("last") < 40:
    time.sleep(0.01)
print(sorted(map(int, r.lrange("last", 0, -1))) == list(range(40)))


def many(name):
    for _ in range(25):
        with redis.Redis() as client:
            client.incr(name)


threads = [threading.Thread(target=many, args=("count",)) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(r.get("count"))

kept = [redis.Redis() for _ in range(40)]
print(sum(client.ping() for client in kept))
while len(r.client_list()) > 41:
    time.sleep(0.01)
print(len(r.client_list()))
