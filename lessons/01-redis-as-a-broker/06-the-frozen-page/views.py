import redis
from django.http import HttpResponse

r = redis.Redis(host='localhost', port=6379, db=0)


def home(request):
    return HttpResponse('Still here.')


def listen(request):
    pubsub = r.pubsub()
    pubsub.subscribe('notifications')
    for message in pubsub.listen():
        if message['type'] == 'message':
            print(f"Received: {message['data'].decode()}")
    return HttpResponse('Done listening.')
