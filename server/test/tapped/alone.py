"""Publishes to nobody."""

import redis
from story import publish

r = redis.Redis()
for number in range(5):
    publish("pub", r, f"nobody-{number}", f"message {number}")
