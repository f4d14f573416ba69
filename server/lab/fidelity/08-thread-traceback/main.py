import threading

def work():
    raise RuntimeError("in a thread")

thread = threading.Thread(target=work, name="worker-7")
thread.start()
thread.join()
print("main goes on", threading.active_count(), threading.main_thread().name)
