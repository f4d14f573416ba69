import threading

import redis

r = redis.Redis(host='localhost', port=6379, db=0)
pubsub = r.pubsub()

subscriber = threading.Thread(target=pubsub.subscribe, args=['news'])
subscriber.start()
print('received by', r.publish('news', 'Who is first?'))
