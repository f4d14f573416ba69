# Tries: gets from a script of Redis to files, commands and memory.
# Layer: redis confined
# How: scripts have nothing but Redis
# Reads: ^0 of 9 ways out$
# Ends: exit 0
import redis

r = redis.Redis()
SCRIPTS = (
    "return io.open('/etc/passwd'):read('*a')", "return os.execute('id')", "return os.getenv('PATH')",
    "return tostring(loadfile)() ", "return package.loadlib('libc.so.6', 'system')", "return require('os')",
    "return dofile('/etc/passwd')", "return debug.getregistry()", "return string.dump(function() end)()()",
)
out = []
for script in SCRIPTS:
    try:
        out.append((script, r.eval(script, 0)))
    except redis.RedisError:
        pass
for way in out:
    print("broke:", way)
print(len(out), "of 9 ways out")
