import redis

r = redis.Redis(host='localhost', port=6379, db=0)
pubsub = r.pubsub()
pubsub.subscribe('greetings')

for message in pubsub.listen():
    if message['channel'] == 'greetings':
        print('Received:', message['data'].decode())
