import redis

r = redis.Redis(host='localhost', port=6379, db=0)


def subscribe():
    pubsub = r.pubsub()
    pubsub.subscribe('news')
    pubsub.get_message(timeout=2)
    return pubsub


print(r.publish('news', 'to nobody'))
first = subscribe()
print(r.publish('news', 'to one'))
second = subscribe()
print(r.publish('news', 'to two'))
print(r.publish('New', 'to a name that nobody uses'))
