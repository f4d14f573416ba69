import sys, threading
thread = threading.Thread(target=sys.exit, args=(9,))
thread.start()
thread.join()
print("still here")
raise SystemExit(300)
