"""Run in the supervisor: takes memory until somebody ends it, and tells by the end of the run that nobody did."""

import os
import time

blocks = [os.urandom(1 << 20) * 50 for _ in range(20)]
supervisor._say("ended", run=int(message["run"]), at=time.monotonic_ns() // 1000, cause="refused", say=f"{len(blocks) * 50} MB")
supervisor.loop.after(100, lambda: os._exit(0))
