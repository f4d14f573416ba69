import time

import redis

r = redis.Redis(host='localhost', port=6379, db=0)

print('before, received by', r.publish('news', 'before'))

# Redis does both without a pause between them
with r.pipeline() as at_once:
    at_once.execute_command('CLIENT', 'KILL', 'TYPE', 'pubsub')
    at_once.publish('news', 'meanwhile')
    cut, received_by = at_once.execute()
print('cut:', cut)
print('meanwhile, received by', received_by)

# Until the subscriber is back
while r.pubsub_numsub('news') == [(b'news', 0)]:
    time.sleep(0.05)
print('after, received by', r.publish('news', 'after'))
