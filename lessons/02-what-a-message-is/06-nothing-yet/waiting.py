import time

import redis

r = redis.Redis(host='localhost', port=6379, db=0)


def ask(pubsub, timeout):
    began = time.monotonic()
    came = pubsub.get_message(timeout=timeout)
    took = 'waits' if time.monotonic() - began > 0.9 else 'at once'
    print(took, came if came is None else came['type'])


pubsub = r.pubsub()
pubsub.subscribe('chat')
ask(pubsub, 1)
ask(pubsub, 0)
ask(pubsub, 1)
r.publish('chat', 'hi')
ask(pubsub, 1)

print('without notes:')
quiet = r.pubsub(ignore_subscribe_messages=True)
quiet.subscribe('chat')
r.publish('chat', 'hi')
ask(quiet, 1)
ask(quiet, 1)
