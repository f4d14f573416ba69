import threading
import time

import redis

r = redis.Redis(host='localhost', port=6379, db=0)
pubsub = r.pubsub()
pubsub.subscribe('numbers')
pubsub.get_message(timeout=2)


def listen():
    for message in pubsub.listen():
        if message['type'] == 'message':
            try:
                print('doubled:', int(message['data']) * 2)
            except ValueError as error:
                print('passed over:', error)


listener = threading.Thread(target=listen, daemon=True)
listener.start()

for text in ('1', 'two', '3'):
    print(text, 'received by', r.publish('numbers', text))
    time.sleep(0.5)
print('listener lives:', listener.is_alive())
