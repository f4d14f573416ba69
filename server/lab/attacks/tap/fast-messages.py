# Tries: publishes faster than the page can be told.
# Layer: relay bounds
# How: of a flood some events go, the messages all arrive
# Reads: ^received 8000$
# Ends: exit 0
import threading

import redis

COUNT = 8_000
r = redis.Redis()
pubsub = r.pubsub()
pubsub.subscribe("fast")
pubsub.get_message(timeout=5)


def publish():
    pipe = redis.Redis().pipeline(transaction=False)
    for number in range(COUNT):
        pipe.publish("fast", number)
        if number % 100 == 99:
            pipe.execute()


thread = threading.Thread(target=publish)
thread.start()
received = sum(1 for _ in zip(range(COUNT), pubsub.listen()))
thread.join()
print("received", received)
