import hashlib
import random
import socket
import threading

import redis

dice = random.Random(1)
value = dice.randbytes(4_000_000)
r = redis.Redis()
print(r.set("big", value), r.get("big") == value, r.strlen("big"))

pipe = r.pipeline(transaction=False)
for number in range(5000):
    pipe.set(f"key:{number}", number)
    pipe.get(f"key:{number}")
results = pipe.execute()
print(len(results), all(results[::2]), sum(int(n) for n in results[1::2]))

pipe = r.pipeline()
for number in range(3):
    pipe.get("big")
print({hashlib.md5(got).hexdigest() == hashlib.md5(value).hexdigest() for got in pipe.execute()})

pubsub = r.pubsub(ignore_subscribe_messages=True)
pubsub.subscribe("pictures")
pubsub.get_message(timeout=30)
received = []
sending = threading.Thread(target=lambda: received.append(redis.Redis().publish("pictures", value)))
sending.start()
print(next(pubsub.listen())["data"] == value)
sending.join()
print(received)

# Asked faster than the answers are read.
with socket.create_connection(("localhost", 6379)) as raw:
    def ask():
        for _ in range(400):
            raw.sendall(b"PING\r\n" * 1000)

    asking = threading.Thread(target=ask)
    asking.start()
    answers = 0
    while answers < 400_000 * 7:
        answers += len(raw.recv(65536))
    asking.join()
    print(answers)

for size in (0, 1, 16384, 65536, 65537, 131072):
    print(size, r.echo(bytes(size)) == bytes(size))
