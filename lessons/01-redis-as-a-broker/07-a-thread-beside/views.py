import threading

import redis
from django.http import HttpResponse

r = redis.Redis(host='localhost', port=6379, db=0)


def home(request):
    return HttpResponse('Still here.')


def wait_for_messages():
    pubsub = r.pubsub()
    pubsub.subscribe('news')
    for message in pubsub.listen():
        if message['type'] == 'message':
            print(f"Received: {message['data'].decode()}")


def listen(request):
    threading.Thread(target=wait_for_messages, daemon=True).start()
    return HttpResponse('Listening.')
