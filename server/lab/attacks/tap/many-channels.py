# Tries: subscribes to ten thousand channels with names of all kinds.
# Layer: frame bounds
# How: what is told of channels is bounded by count and length
# Reads: ^subscribed 10000$
# Ends: exit 0
import redis

r = redis.Redis()
pubsub = r.pubsub()
names = [f"channel-{number}" for number in range(9_990)]
names += ["<script>alert(1)</script>", "__proto__", "constructor", "\u202e\u2066", "\0", "", "x" * 100_000, "${7*7}", "' OR 1", "../../x"]
for at in range(0, len(names), 500):
    pubsub.subscribe(*names[at : at + 500])
heard = sum(1 for _ in zip(names, pubsub.listen()))
print("subscribed", heard)
