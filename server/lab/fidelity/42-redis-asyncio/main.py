import asyncio
import redis.asyncio as redis

async def main():
    client = redis.Redis()
    async with client.pubsub() as pubsub:
        await pubsub.subscribe("news")
        print(await pubsub.get_message(timeout=30))
        print(await client.publish("news", "hi"))
        print(await pubsub.get_message(timeout=30))
    await client.aclose()

asyncio.run(main())
