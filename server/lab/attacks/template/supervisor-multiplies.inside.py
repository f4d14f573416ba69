"""Run in the supervisor: makes processes that sleep, and tells by the end of the run how many it could have."""

import os
import time

made, say = 0, "all were had"
while made < 400:
    try:
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
        made += 1
    except OSError:
        say = f"a process more than {made} was refused"
        break
supervisor._say("ended", run=int(message["run"]), at=time.monotonic_ns() // 1000, cause="refused", say=say)
supervisor.loop.after(100, lambda: os._exit(0))
