import redis
r = redis.Redis(host='localhost', port=6379, db=0)
pubsub = r.pubsub()
r.publish('channel_name', 'message')
pubsub.subscribe('channel_name')
for message in pubsub.listen():
    print(message)
