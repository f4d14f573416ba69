import json

import redis

r = redis.Redis(host='localhost', port=6379, db=0)
pubsub = r.pubsub()
pubsub.subscribe('orders')

for message in pubsub.listen():
    if message['type'] == 'message':
        order = json.loads(message['data'])
        print(order['cups'] + 1, 'cups of', order['item'], 'with one for me')
