import sys, threading

def shout(name):
    for number in range(500):
        sys.stdout.write(f"{name} line {number} " + name * 40 + "\n")

threads = [threading.Thread(target=shout, args=(name,)) for name in "abcd"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
