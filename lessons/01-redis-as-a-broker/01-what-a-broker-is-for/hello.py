import redis

r = redis.Redis(host='localhost', port=6379, db=0)

print('Redis answers:', r.ping())
print('Redis version:', r.info('server')['redis_version'])
