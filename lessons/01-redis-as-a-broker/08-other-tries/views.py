import time

import redis
from django.http import HttpResponse

r = redis.Redis(host='localhost', port=6379, db=0)


def home(request):
    return HttpResponse('Still here.')


def publish(request):
    received_by = r.publish('updates', 'From the app itself')
    return HttpResponse(f'received by {received_by}')


def poll(request):
    pubsub = r.pubsub()
    pubsub.subscribe('updates')
    while True:
        message = pubsub.get_message()
        if message and message['type'] == 'message':
            print(f"Received: {message['data'].decode()}")
        time.sleep(5)


def listen(request):
    pubsub = r.pubsub()
    pubsub.subscribe('alerts')
    for message in pubsub.listen():
        if message['type'] == 'message':
            print(f"Received: {message['data'].decode()}")
    return HttpResponse('Done listening.')
