import redis

r = redis.Redis(host='localhost', port=6379, db=0)
r.delete('jobs', 'log')

# Nobody reads yet
r.publish('forecast', 'rain')
r.rpush('jobs', 'rain')
r.xadd('log', {'text': 'rain'})
print('kept under:', sorted(r.keys()))

# Now somebody does
pubsub = r.pubsub()
pubsub.subscribe('forecast')
pubsub.get_message(timeout=2)
print('channel:', pubsub.get_message(timeout=0.5))
print('list:', r.lpop('jobs'))
print('stream:', [fields for _, fields in r.xrange('log')])
print('kept under:', sorted(r.keys()))
