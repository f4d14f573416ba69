import redis
print(redis.__file__, redis.who())
import redis.client
