# Tries: has a timer, beside a lab that has all it may.
# Layer: user namespace
# How: its own timers are its own count
# Reads: ^10 timers$
# Ends: exit 0
import ctypes

libc = ctypes.CDLL(None)
print(sum(libc.timer_create(1, None, ctypes.byref(ctypes.c_void_p())) == 0 for _ in range(10)), "timers")
