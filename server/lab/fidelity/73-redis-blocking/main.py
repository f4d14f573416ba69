import os
import signal
import threading
import time

import redis

r = redis.Redis(decode_responses=True)
began = time.monotonic()
print(r.blpop("nothing", timeout=1), 1 <= time.monotonic() - began < 30)

threading.Timer(0.2, lambda: redis.Redis().rpush("letters", "a")).start()
print(r.blpop("letters", timeout=30))

try:
    redis.Redis(socket_timeout=0.2, socket_connect_timeout=30, retry=None).blpop("nothing")
except redis.TimeoutError as error:
    print(type(error).__name__, error)

pubsub = r.pubsub()
pubsub.subscribe("news")
print(pubsub.get_message(timeout=30)["type"], pubsub.get_message(timeout=0.1))

try:
    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
    r.blpop("nothing")
except KeyboardInterrupt:
    print("interrupted")
print(r.ping(), r.publish("news", "still here"), pubsub.get_message(timeout=30)["data"])

calls = []
signal.signal(signal.SIGALRM, lambda number, frame: calls.append(number))
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
for number in range(200):
    with redis.Redis() as client:
        client.set("n", number)
signal.setitimer(signal.ITIMER_REAL, 0)
print(r.get("n"), len(calls) > 0)

# Where it comes is told: it must not come before the loop waits.
threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
for message in pubsub.listen():
    print(message["data"])
