"""asyncio: a task listens, another publishes."""

import asyncio

import redis.asyncio as redis
from story import heard, published


async def listen(p, count: int) -> None:
    while count > 0:
        if heard("sub", await p.get_message(timeout=5)) is not None:
            count -= 1


async def main() -> None:
    r = redis.Redis()
    p = r.pubsub()
    await p.subscribe("news")
    await p.psubscribe("n*")
    await listen(p, 2)
    listener = asyncio.create_task(listen(p, 40))
    for number in range(20):
        published("pub", "news", f"message {number}", await r.publish("news", f"message {number}"))
    await listener
    await p.aclose()
    await r.aclose()


asyncio.run(main())
