# Tries: leaves its family: children of its parent, of nobody, that announce their end by other signals, that adopt.
# Layer: time and stop
# How: relatives of every kind end with the run
# Reads: ^3 relatives$
# Ends: stopped
# After: relatives
import ctypes
import os
import resource
import signal
import time

libc = ctypes.CDLL(None, use_errno=True)
CLONE, CLONE_PARENT = 56, 0x8000
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
if os.uname().machine == "aarch64":
    CLONE = 220


def stays() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    time.sleep(600)
    os._exit(0)


libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
libc.prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0)
made = 0
# A sister, a child that ends by SIGKILL to its parent, one that ends without a word.
for flags in (CLONE_PARENT | signal.SIGCHLD, signal.SIGKILL, 0):
    pid = libc.syscall(CLONE, ctypes.c_long(flags), 0, 0, 0, 0)
    if pid == 0:
        os.setsid()
        stays()
    made += pid > 0
# Of its first process it may bend what only makes its own run end sooner.
os.sched_setaffinity(1, {min(os.sched_getaffinity(0))})
resource.prlimit(1, resource.RLIMIT_NOFILE, (0, 0))
resource.prlimit(1, resource.RLIMIT_NPROC, (0, 0))
print(made, "relatives", flush=True)
stays()
