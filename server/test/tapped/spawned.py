"""multiprocessing with spawn: a fresh interpreter publishes."""

import multiprocessing

import redis
from story import hear, publish, subscriber


def work(number: int) -> None:
    publish(f"worker {number}", redis.Redis(), "news", f"from worker {number}")


if __name__ == "__main__":
    p = subscriber("sub", redis.Redis(), "news")
    worker = multiprocessing.get_context("spawn").Process(target=work, args=(1,))
    worker.start()
    worker.join()
    hear("sub", p, 1)
