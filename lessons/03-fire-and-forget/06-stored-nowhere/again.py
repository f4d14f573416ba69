import redis

r = redis.Redis(host='localhost', port=6379, db=0)

print('list:', r.lpop('jobs'))
print('stream:', [fields for _, fields in r.xrange('log')])
