"""A program started as a subprocess."""

import subprocess
import sys

import redis
from story import hear, publish, subscriber

if len(sys.argv) > 1:
    publish("child", redis.Redis(), "news", "from a subprocess")
else:
    p = subscriber("sub", redis.Redis(), "news")
    subprocess.run([sys.executable, __file__, "child"], check=True)
    hear("sub", p, 1)
