import redis

r = redis.Redis(host='localhost', port=6379, db=0)
pubsub = r.pubsub()

pubsub.subscribe('status')
for msg in pubsub.listen():
    print(msg)
