import redis

r = redis.Redis(host='localhost', port=6379, db=0)
pubsub = r.pubsub()


def show_next():
    came = pubsub.get_message(timeout=2)
    data = came['data']
    print(came['type'], came['pattern'], came['channel'], data, type(data).__name__)


pubsub.subscribe('chat')
show_next()
pubsub.psubscribe('n*')
show_next()
r.publish('chat', 'hi')
show_next()
r.publish('news', 'rain')
show_next()
pubsub.unsubscribe('chat')
show_next()
