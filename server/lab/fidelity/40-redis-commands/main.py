import redis
r = redis.Redis(decode_responses=True)
print(r.ping(), r.set("k", "v"), r.get("k"), r.incr("n"), r.hset("h", mapping={"a": 1}), r.hgetall("h"))
with r.pipeline() as pipe:
    pipe.lpush("l", 1, 2, 3).lrange("l", 0, -1)
    print(pipe.execute())
try:
    r.lpush("k", 1)
except redis.ResponseError as error:
    print(error)
r.execute_command("NOPE")
