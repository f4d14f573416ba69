# Tries: takes the processor from everybody: a higher priority, the real-time class, another user's priority.
# Layer: idle scheduling
# How: a program stays in the idle class
# Reads: class 5: EPERM EPERM EPERM EPERM EACCES
# Ends: exit 0
import errno
import os


def refused(call, *args):
    try:
        call(*args)
    except OSError as error:
        return errno.errorcode[error.errno]
    return "broke"


told = [
    refused(os.sched_setscheduler, 0, kind, os.sched_param(level))
    for kind, level in ((os.SCHED_OTHER, 0), (os.SCHED_BATCH, 0), (os.SCHED_FIFO, 1), (os.SCHED_RR, 1))
]
told.append(refused(os.setpriority, os.PRIO_PROCESS, 0, -5))
print(f"class {os.sched_getscheduler(0)}:", *told)
