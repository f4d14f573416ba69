import redis

as_bytes = redis.Redis(host='localhost', port=6379, db=0)
as_text = redis.Redis(host='localhost', port=6379, db=0, decode_responses=True)

listeners = [as_bytes.pubsub(), as_text.pubsub()]
for pubsub in listeners:
    pubsub.subscribe('menu')
    pubsub.get_message(timeout=2)

as_bytes.publish('menu', 'thé')
for pubsub in listeners:
    message = pubsub.get_message(timeout=2)
    print(message['channel'], message['data'], type(message['data']).__name__)
