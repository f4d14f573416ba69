import redis

r = redis.Redis(host='localhost', port=6379, db=0)


def subscribe():
    pubsub = r.pubsub()
    pubsub.subscribe('weather')
    pubsub.get_message(timeout=2)
    return pubsub


print(r.publish('weather', 'to nobody'))
first = subscribe()
print(r.publish('weather', 'to one'))
second = subscribe()
print(r.publish('weather', 'to two'))
print(r.publish('Weather', 'to a name that nobody uses'))
