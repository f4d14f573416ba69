import redis

r = redis.Redis(host='localhost', port=6379, db=0)
pubsub = r.pubsub()
pubsub.subscribe('scores')

for message in pubsub.listen():
    print(message['type'], message['data'])
