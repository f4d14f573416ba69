import redis

r = redis.Redis(host='localhost', port=6379, db=0)

print('News 4 received by', r.publish('headlines', 'News 4'))
