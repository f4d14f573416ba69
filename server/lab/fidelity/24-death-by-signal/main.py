import os, signal
print("last words", flush=True)
os.kill(os.getpid(), signal.SIGTERM)
