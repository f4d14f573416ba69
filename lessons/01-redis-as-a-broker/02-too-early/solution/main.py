import redis
r = redis.Redis(host='localhost', port=6379, db=0)
pubsub = r.pubsub()
pubsub.subscribe('channel_name')
r.publish('channel_name', 'message')
for message in pubsub.listen():
    print(message)
