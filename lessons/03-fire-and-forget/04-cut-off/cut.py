import time

import redis

r = redis.Redis(host='localhost', port=6379, db=0)

print('before, received by', r.publish('scores', 'before'))

# Redis does both without a pause between them
with r.pipeline() as at_once:
    at_once.execute_command('CLIENT', 'KILL', 'TYPE', 'pubsub')
    at_once.publish('scores', 'meanwhile')
    _, received_by = at_once.execute()
print('meanwhile, received by', received_by)

# Until the subscriber is back
while r.pubsub_numsub('scores') == [(b'scores', 0)]:
    time.sleep(0.05)
print('after, received by', r.publish('scores', 'after'))
