"""Errors of Redis, of a type, of a script; a connection goes on after each."""

import redis
from story import command, publish

r = redis.Redis()
command("one", r, "SET", "k", "v")
command("one", r, "LPUSH", "k", "v")
command("one", r, "EVAL", "return redis.error_reply('MY own')", 0)
command("one", r, "GET")
publish("one", r, "nobody", "still here")
