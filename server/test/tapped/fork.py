"""Forked children publish over connections of their own."""

import os

import redis
from story import hear, publish, subscriber

p = subscriber("sub", redis.Redis(), "news")
for child in range(3):
    if os.fork() == 0:
        publish(f"child {child}", redis.Redis(), "news", f"from child {child}")
        os._exit(0)
for _ in range(3):
    os.wait()
hear("sub", p, 3)
