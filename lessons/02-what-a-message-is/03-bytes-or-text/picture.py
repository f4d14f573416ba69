import redis

as_bytes = redis.Redis(host='localhost', port=6379, db=0)
as_text = redis.Redis(host='localhost', port=6379, db=0, decode_responses=True)

listeners = [as_bytes.pubsub(), as_text.pubsub()]
for pubsub in listeners:
    pubsub.subscribe('pictures')
    pubsub.get_message(timeout=2)

sent = bytes(range(256))
as_bytes.publish('pictures', sent)
print('the same bytes:', listeners[0].get_message(timeout=2)['data'] == sent)
listeners[1].get_message(timeout=2)
