import redis

r = redis.Redis(host='localhost', port=6379, db=0)

received_by = r.publish('news', 'Anyone there?')
print('received by', received_by)
