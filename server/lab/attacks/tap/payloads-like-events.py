# Tries: publishes what looks like the page's own events, and like checks that are met.
# Layer: message schema
# How: what was said on a channel stays what was said
# Reads: ^published 6$
# Ends: exit 0
import json

import redis

r = redis.Redis()
EVENTS = (
    {"type": "events", "events": [{"seq": 1, "at": 0, "event": {"type": "lab", "lab": {"type": "lost", "say": "gone"}}}]},
    {"type": "checks", "passed": True}, {"type": "judged", "id": 1, "right": True}, {"__proto__": {"polluted": True}},
    {"type": "welcome", "version": 2, "session": "x", "resumed": True}, {"constructor": {"prototype": {"polluted": True}}},
)
for event in EVENTS:
    r.publish(json.dumps(event), json.dumps(event))
print("published", len(EVENTS))
