"""asyncio: a pipeline with MULTI and one without."""

import asyncio

import redis.asyncio as redis
from story import heard, published, say


async def main() -> None:
    r = redis.Redis(protocol=2)
    p = r.pubsub()
    await p.subscribe("news")
    count = 0
    while count < 1:
        count += heard("sub", await p.get_message(timeout=5)) is not None
    for transaction in (True, False):
        async with r.pipeline(transaction=transaction) as pipe:
            for number in range(30):
                pipe.publish("news", f"{transaction} {number}")
            if transaction:
                say("pub", "command", name="MULTI")
            for number, receivers in enumerate(await pipe.execute()):
                published("pub", "news", f"{transaction} {number}", receivers)
            if transaction:
                say("pub", "command", name="EXEC")
    while count < 61:
        count += heard("sub", await p.get_message(timeout=5)) is not None
    await p.aclose()
    await r.aclose()


asyncio.run(main())
