import os, sys, atexit
atexit.register(print, "never")
print("line", end=" ")
sys.stdout.write("partial")
os._exit(7)
