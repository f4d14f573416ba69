import threading, time

def slow():
    time.sleep(0.2)
    print("the thread ends last")

threading.Thread(target=slow).start()
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
print("main ends")
