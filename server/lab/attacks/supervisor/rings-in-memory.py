# Tries: bends the lists in its memory into rings, so that whoever walks them never ends.
# Layer: frame bounds
# How: what is read of a program's memory is walked a bounded way
# Reads: signal SIG
# Ends: any
import ctypes
import os
import threading
import time

threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
time.sleep(0.3)
api = ctypes.pythonapi
api.PyThreadState_Get.restype = api.PyThreadState_Next.restype = ctypes.c_void_p
api.PyThreadState_Next.argtypes = [ctypes.c_void_p]
mine = api.PyThreadState_Get()
# prev and next come first in a thread's state.
words = ctypes.cast(mine, ctypes.POINTER(ctypes.c_void_p))
words[0] = words[1] = mine
# One more is looked for from the ring on.
threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
time.sleep(1.5)
os.abort()
