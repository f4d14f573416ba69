import socket
import threading
import time

import redis

keeper = redis.Redis(decode_responses=True)


def kill_when(command):
    """As soon as a client is in that command."""
    while True:
        for client in keeper.client_list():
            if client["cmd"] == command and client["addr"] != mine:
                return keeper.client_kill_filter(_id=client["id"])
        time.sleep(0.01)


keeper.ping()
mine = keeper.client_info()["addr"]
for ask, command in (
    (lambda r: r.blpop("nothing"), "blpop"),
    (lambda r: r.xread({"nothing": "$"}, block=0), "xread"),
    (None, "subscribe"),
):
    client = redis.Redis(retry=None)
    killer = threading.Thread(target=kill_when, args=(command,))
    killer.start()
    try:
        if ask is not None:
            print(ask(client))
        else:
            pubsub = client.pubsub()
            pubsub.subscribe("a")
            print(pubsub.get_message(timeout=30)["type"])
            print(pubsub.connection.read_response())
    except redis.ConnectionError as error:
        print(command, type(error).__name__, error)
    killer.join()

try:
    redis.Redis(port=6380).ping()
except redis.ConnectionError as error:
    print(error)

with socket.create_connection(("localhost", 6379)) as raw:
    raw.sendall(b"*1\r\n$4\r\nQUIT\r\n")
    print(raw.recv(100), raw.recv(100))
    try:
        # What is sent to a closed socket is answered with an error, which the next sending meets.
        while True:
            raw.sendall(b"PING\r\n")
            time.sleep(0.01)
    except OSError as error:
        print(type(error).__name__, error)

with socket.create_connection(("localhost", 6379)) as raw:
    raw.sendall(b"*3\r\n$3\r\nSET\r\n$x\r\n")
    print(raw.recv(100), raw.recv(100))
