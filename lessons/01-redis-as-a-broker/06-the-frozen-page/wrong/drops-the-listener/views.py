import redis
from django.http import HttpResponse

r = redis.Redis(host='localhost', port=6379, db=0)


def home(request):
    return HttpResponse('Still here.')


def listen(request):
    return HttpResponse('Listening.')
