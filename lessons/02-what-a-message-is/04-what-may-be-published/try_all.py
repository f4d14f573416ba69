import redis

r = redis.Redis(host='localhost', port=6379, db=0)
pubsub = r.pubsub()
pubsub.subscribe('any')
pubsub.get_message(timeout=2)

for value in (b'tea', 'tea', 7, 2.5, True, None, ['tea'], {'tea': 2}):
    kind = type(value).__name__
    try:
        r.publish('any', value)
    except redis.DataError:
        print(kind, 'is refused')
    else:
        print(kind, 'arrives as', pubsub.get_message(timeout=2)['data'])
