import redis

r = redis.Redis(host='localhost', port=6379, db=0)

for channel in ('updates', 'alerts'):
    print(channel, 'received by', r.publish(channel, 'Anyone there?'))
