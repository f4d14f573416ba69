import redis
r = redis.Redis(host='localhost', port=6379, db=0)
r.publish('channel_name', 'message')
pubsub = r.pubsub()
pubsub.subscribe('channel_name')
for message in pubsub.listen():
    print(message)
