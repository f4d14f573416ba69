import time

import redis

r = redis.Redis(host='localhost', port=6379, db=0)

for number in (1, 2, 3):
    print('News', number, 'received by', r.publish('headlines', f'News {number}'))
    time.sleep(0.5)
