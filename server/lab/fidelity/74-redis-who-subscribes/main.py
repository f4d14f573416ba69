import os
import time

import redis

r = redis.Redis(decode_responses=True)
print(r.publish("news", "nobody"), r.pubsub_numsub("news", "other"), r.pubsub_channels(), r.pubsub_numpat())

one, two = r.pubsub(), r.pubsub()
one.subscribe("news", "weather")
two.psubscribe("n*")
for pubsub in (one, one, two):
    print(pubsub.get_message(timeout=30))
print(r.pubsub_numsub("news", "weather"), sorted(r.pubsub_channels()), r.pubsub_numpat())
print(r.publish("news", "hello"), one.get_message(timeout=30), two.get_message(timeout=30))

one.unsubscribe("news")
print(one.get_message(timeout=30), r.publish("news", "again"))

if os.fork() == 0:
    child = redis.Redis().pubsub()
    child.subscribe("news")
    child.get_message(timeout=30)
    print("child", r.pubsub_numsub("news"), flush=True)
    os._exit(0)
os.wait()
while r.pubsub_numsub("news")[0][1]:
    time.sleep(0.01)
print(r.publish("news", "after"))

one.close()
two.close()
while r.pubsub_channels() or r.pubsub_numpat():
    time.sleep(0.01)
print(r.publish("weather", "nobody"))

print(r.execute_command("RESET"), r.execute_command("CLIENT", "REPLY", "ON"))
pipe = r.pipeline()
pipe.publish("news", 1).incr("n").publish("weather", 2)
print(pipe.execute())
