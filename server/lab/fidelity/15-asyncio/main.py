import asyncio

async def tick(name, times):
    for n in range(times):
        print(name, n)
        await asyncio.sleep(0)
    return name

async def main():
    print(await asyncio.gather(tick("a", 2), tick("b", 3)))
    try:
        async with asyncio.timeout(0.05):
            await asyncio.sleep(9)
    except TimeoutError as error:
        print("timed out", repr(error))
    process = await asyncio.create_subprocess_exec("echo", "child", stdout=asyncio.subprocess.PIPE)
    print(await process.communicate(), process.returncode)
    raise OSError("out of a coroutine")

asyncio.run(main())
