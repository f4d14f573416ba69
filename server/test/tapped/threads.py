"""Four threads publish, two listen."""

import threading

import redis
from story import hear, publish, subscriber

subscribers = [(f"sub {n}", subscriber(f"sub {n}", redis.Redis(), "news")) for n in range(2)]


def send(name: str) -> None:
    client = redis.Redis(single_connection_client=True)
    for number in range(50):
        publish(name, client, "news", f"{name}: {number}")


threads = [threading.Thread(target=send, args=(f"pub {n}",)) for n in range(4)]
threads += [threading.Thread(target=hear, args=(by, p, 200)) for by, p in subscribers]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
