# Tries: empties every database and forgets every script, while others keep theirs.
# Layer: net namespace
# How: the Redis that it empties is its lab's alone
# Reads: ^emptied, 0 keys, heard b'still here'$
# Ends: exit 0
import redis

r = redis.Redis()
pubsub = r.pubsub(ignore_subscribe_messages=True)
pubsub.subscribe("kept")
pubsub.get_message(timeout=5)
r.set("mine", 1)
for command in ("FLUSHALL SYNC", "FLUSHALL ASYNC", "FLUSHDB", "SCRIPT FLUSH", "FUNCTION FLUSH"):
    r.execute_command(*command.split())
for database in range(16):
    other = redis.Redis(db=database)
    other.flushdb()
# Subscriptions are no data.
r.publish("kept", "still here")
message = None
while message is None:
    message = pubsub.get_message(timeout=5)
print(f"emptied, {r.dbsize()} keys, heard {message['data']}")
