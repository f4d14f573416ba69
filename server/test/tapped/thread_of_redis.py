"""run_in_thread with handlers."""

import threading

import redis
from story import heard, publish

r = redis.Redis()
p = r.pubsub()
got = threading.Semaphore(0)


def handle(message) -> None:
    heard("sub", message)
    got.release()


p.subscribe(news=handle)
while heard("sub", p.get_message(timeout=5)) is None:
    pass
thread = p.run_in_thread(sleep_time=0.01)
for number in range(5):
    publish("pub", r, "news", f"message {number}")
    got.acquire()
thread.stop()
thread.join()
