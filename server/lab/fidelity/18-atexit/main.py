import atexit, sys

atexit.register(print, "first registered, last called")

@atexit.register
def fails():
    raise RuntimeError("in an exit handler")

atexit.register(sys.stderr.write, "to stderr\n")
print("end of main")
