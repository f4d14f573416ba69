"""multiprocessing: workers listen, the parent publishes."""

import multiprocessing

import redis
from story import hear, publish, subscriber


def work(number: int, ready: "multiprocessing.Semaphore") -> None:
    p = subscriber(f"worker {number}", redis.Redis(), "jobs")
    ready.release()
    hear(f"worker {number}", p, 5)


if __name__ == "__main__":
    ready = multiprocessing.Semaphore(0)
    workers = [multiprocessing.Process(target=work, args=(n, ready)) for n in range(3)]
    for worker in workers:
        worker.start()
    for _ in workers:
        ready.acquire()
    r = redis.Redis()
    for number in range(5):
        publish("parent", r, "jobs", f"job {number}")
    for worker in workers:
        worker.join()
