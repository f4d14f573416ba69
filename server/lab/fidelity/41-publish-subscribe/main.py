import threading, redis

r = redis.Redis()
ready = threading.Event()

def listen():
    pubsub = r.pubsub()
    pubsub.subscribe("chat")
    for message in pubsub.listen():
        print(message)
        if message["type"] == "subscribe":
            ready.set()
        elif message["data"] == b"end":
            break
    pubsub.close()

thread = threading.Thread(target=listen)
thread.start()
ready.wait()
print(r.publish("nobody", "x"))
r.publish("chat", "Hello everyone!")
r.publish("chat", "end")
thread.join()
