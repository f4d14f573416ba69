"""With decode_responses, and names that are no ASCII."""

import redis
from story import hear, publish, subscriber

r = redis.Redis(decode_responses=True)
p = subscriber("sub", r, "grüße", "日本")
publish("pub", r, "grüße", "schöne Grüße")
publish("pub", r, "日本", "こんにちは")
hear("sub", p, 2)
