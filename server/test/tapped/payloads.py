"""Payloads around the length that is shown."""

import redis
from story import hear, publish, subscriber

r = redis.Redis()
p = subscriber("sub", r, "news")
sizes = (0, 1, 255, 256, 257, 5_000, 70_000, 300_000)
for size in sizes:
    publish("pub", r, "news", "x" * size)
for data in ("é" * 128, "x" + "é" * 128, "xx" + "€" * 100, "xxx" + "😀" * 80):
    publish("pub", r, "news", data)
hear("sub", p, len(sizes) + 4)
