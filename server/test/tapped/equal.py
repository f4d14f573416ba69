"""Three threads publish the same words at the same time."""

import threading

import redis
from story import hear, publish, subscriber

subscribers = [(f"sub {n}", subscriber(f"sub {n}", redis.Redis(), "tick")) for n in range(2)]
start = threading.Barrier(3)


def send(name: str) -> None:
    client = redis.Redis(single_connection_client=True)
    start.wait()
    for _ in range(30):
        publish(name, client, "tick", "tock")


threads = [threading.Thread(target=send, args=(f"pub {n}",)) for n in range(3)]
threads += [threading.Thread(target=hear, args=(by, p, 90)) for by, p in subscribers]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
