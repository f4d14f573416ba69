import os, threading

class Kept:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("gone:", self.name)

loop = Kept("a cycle that main still names")
loop.self = loop
if os.fork() == 0:
    os._exit(0)
os.wait()
threading.Thread(target=print, args=("with threads, too",)).start()
