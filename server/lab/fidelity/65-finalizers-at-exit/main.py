import atexit, tempfile, weakref

class Thing:
    pass

kept = Thing()
weakref.finalize(kept, print, "finalized")
folder = tempfile.TemporaryDirectory()
atexit.register(print, "registered after the finalizers")
