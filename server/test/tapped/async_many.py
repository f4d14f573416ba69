"""asyncio: five tasks publish at once, each over its own connection."""

import asyncio

import redis.asyncio as redis
from story import heard, published


async def send(name: str) -> None:
    r = redis.Redis(single_connection_client=True)
    for number in range(20):
        published(name, "news", f"{name}: {number}", await r.publish("news", f"{name}: {number}"))
    await r.aclose()


async def main() -> None:
    p = redis.Redis().pubsub()
    await p.subscribe("news")
    senders = None
    count = 0
    while count < 101:
        count += heard("sub", await p.get_message(timeout=5)) is not None
        senders = senders or asyncio.gather(*(send(f"pub {n}") for n in range(5)))
    await senders
    await p.aclose()


asyncio.run(main())
