# Tries: queues signals and timers without end: memory of the kernel, counted for a user.
# Layer: file limits
# How: timers and queued signals end at 64
# Reads: EAGAIN after (5\d|6[0-4])
# Ends: exit 0
import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)
count = 0
while count < 5_000:
    timer = ctypes.c_void_p()
    if libc.timer_create(1, None, ctypes.byref(timer)) != 0:
        break
    count += 1
print(errno.errorcode.get(ctypes.get_errno(), "broke"), "after", count)
