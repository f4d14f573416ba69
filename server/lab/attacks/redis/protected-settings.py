# Tries: has Redis write its files over those of the machine.
# Layer: redis commands
# How: settings that name files or code are protected
# Reads: ^0 of 9 were set$
# Ends: exit 0
import redis

NAMES = "dir dbfilename aclfile logfile unixsocket pidfile enable-debug-command enable-module-command loadmodule"
r = redis.Redis()
done = []
for name in NAMES.split():
    try:
        r.config_set(name, "/tmp/x")
        done.append(name)
        print("broke:", name)
    except redis.ResponseError:
        pass
print(len(done), "of 9 were set")
