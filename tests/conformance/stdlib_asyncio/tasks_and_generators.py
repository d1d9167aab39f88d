# Why: asyncio runs over select and a pair of sockets; tasks, timeouts and asynchronous generators meet the loop's hooks.
import asyncio, sys

async def double(n):
    await asyncio.sleep(0.001 * n)
    return n * 2

async def count(n):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    finally:
        print("count ends")

async def main():
    print(await asyncio.gather(*[double(i) for i in range(5)]))
    try:
        await asyncio.wait_for(asyncio.sleep(5), 0.02)
    except TimeoutError as e:
        print("timeout", repr(e))
    async with asyncio.TaskGroup() as group:
        task = group.create_task(double(7))
    print(task.result())
    print([i async for i in count(3)])
    hooks = sys.get_asyncgen_hooks()
    print(hooks.firstiter is not None, hooks.finalizer is not None)
    queue = asyncio.Queue()
    async def produce():
        for i in range(3):
            await queue.put(i)
    producer = asyncio.create_task(produce())
    print([await queue.get() for _ in range(3)])
    await producer
    task = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.cancelled())

asyncio.run(main())
for bad in ({"firstiter": 1}, {"finalizer": "x"}):
    try:
        sys.set_asyncgen_hooks(**bad)
    except TypeError as e:
        print(e)
seen = []
sys.set_asyncgen_hooks(firstiter=seen.append)
g = count(1)
awaitable = g.__anext__()
print(seen == [g])
sys.set_asyncgen_hooks(firstiter=None)
