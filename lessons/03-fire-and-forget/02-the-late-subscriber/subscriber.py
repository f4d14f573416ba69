import redis

r = redis.Redis(host='localhost', port=6379, db=0)
pubsub = r.pubsub()
pubsub.subscribe('headlines')

for message in pubsub.listen():
    if message['type'] == 'message':
        print('Received:', message['data'].decode())
