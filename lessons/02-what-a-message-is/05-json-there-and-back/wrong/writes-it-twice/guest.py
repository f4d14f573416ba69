import json

import redis

r = redis.Redis(host='localhost', port=6379, db=0)

order = {'item': 'tea', 'cups': 2}
r.publish('orders', json.dumps(str(order)))
