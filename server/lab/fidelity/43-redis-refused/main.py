import redis
redis.Redis(port=6390).ping()
