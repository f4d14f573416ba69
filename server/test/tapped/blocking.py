"""A blocked BLPOP is told when it is answered; a stream and a list beside."""

import threading

import redis
from story import command, hear, publish, subscriber

r = redis.Redis()
p = subscriber("sub", r, "news")
waiter = threading.Thread(target=lambda: command("pop", redis.Redis(), "BLPOP", "jobs", 5))
waiter.start()
publish("pub", r, "news", "meanwhile")
command("pub", r, "XADD", "stream", "*", "field", "value")
command("pub", r, "RPUSH", "jobs", "one")
waiter.join()
hear("sub", p, 1)
