"""Sharded channels have a life of their own."""

import redis
from story import hear, publish, published

r = redis.Redis()
p = r.pubsub()
p.ssubscribe("orders")
hear("sub", p, 1)
published("pub", "orders", "sharded", r.execute_command("SPUBLISH", "orders", "sharded"), "shard")
publish("pub", r, "orders", "plain")
published("pub", "orders", "again", r.execute_command("SPUBLISH", "orders", "again"), "shard")
hear("sub", p, 2)
p.sunsubscribe("orders")
hear("sub", p, 1)
