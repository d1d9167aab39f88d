# Why: thousands of tasks, futures and callbacks die in every order; nothing that waits is lost, nothing that is over stays.
import asyncio, gc, weakref


async def tree(depth, width):
    if depth == 0:
        await asyncio.sleep(0)
        return 1
    return sum(await asyncio.gather(*[tree(depth - 1, width) for _ in range(width)]))


async def chain(n):
    return 0 if n == 0 else 1 + await asyncio.create_task(chain(n - 1))


async def stages():
    source, sink = asyncio.Queue(3), asyncio.Queue()

    async def worker(name):
        while True:
            item = await source.get()
            await asyncio.sleep(0)
            await sink.put((item, item * item))
            source.task_done()
    async with asyncio.TaskGroup() as group:
        workers = [group.create_task(worker(i)) for i in range(5)]
        for i in range(50):
            await source.put(i)
        await source.join()
        for worker in workers:
            worker.cancel()
    return sorted(sink.get_nowait() for _ in range(sink.qsize()))[-1], [w.cancelled() for w in workers]


async def locked():
    lock, log = asyncio.Lock(), []

    async def user(i):
        async with lock:
            log.append(i)
            await asyncio.sleep(0)
            log.append(i)
    await asyncio.gather(*map(user, range(30)))
    return all(a == b for a, b in zip(log[::2], log[1::2])), len(log)


async def failing_group():
    async def boom(i):
        await asyncio.sleep(0)
        if i % 3 == 0:
            raise ValueError(i)
        await asyncio.sleep(10)
    caught = []
    try:
        async with asyncio.TaskGroup() as group:
            for i in range(7):
                group.create_task(boom(i))
    except* ValueError as errors:
        caught += errors.exceptions
    return sorted(e.args[0] for e in caught)


async def pinging():
    a, b = asyncio.Event(), asyncio.Event()
    hits = []

    async def ping(mine, theirs, name):
        for i in range(40):
            await mine.wait()
            mine.clear()
            hits.append(name)
            theirs.set()
    a.set()
    await asyncio.gather(ping(a, b, "a"), ping(b, a, "b"))
    return "".join(hits[:6]), len(hits)


async def dying():
    loop = asyncio.get_running_loop()
    kept = [loop.create_future() for _ in range(100)]
    refs = [weakref.ref(loop.create_future()) for _ in range(100)]
    tasks = [asyncio.create_task(asyncio.sleep(0, f)) for f in kept]
    await asyncio.sleep(0)
    gc.collect()
    print(len(asyncio.all_tasks()))
    results = await asyncio.gather(*tasks)
    print(all(f is r for f, r in zip(kept, results)))
    refs += [weakref.ref(t) for t in tasks]
    del tasks, results
    await asyncio.sleep(0)
    gc.collect()
    print(sum(r() is not None for r in refs) < 20, len(asyncio.all_tasks()))


async def main():
    print(await tree(3, 4))
    print(await chain(60))
    print(await stages())
    print(await locked())
    print(await failing_group())
    print(await pinging())
    await dying()
    done, pending = await asyncio.wait(
        [asyncio.create_task(asyncio.sleep(0 if i < 5 else 100, i)) for i in range(10)],
        return_when=asyncio.FIRST_COMPLETED)
    print(sorted(t.result() for t in done), len(pending))
    order = []

    async def after(n):
        for _ in range(n * 10):
            await asyncio.sleep(0)
        return n
    for next_done in asyncio.as_completed([after(n) for n in (3, 1, 2)]):
        order.append(await next_done)
    print(order)


def handle(loop, context):
    print("handler", context["message"], sorted(context))


async def forgotten():
    async def fails():
        raise ValueError("forgotten")
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    del task
    gc.collect()


async def pending():
    asyncio.create_task(asyncio.sleep(100)).set_name("left")

for body in [main, forgotten, pending]:
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(handle)
    loop.run_until_complete(body())
    rest = asyncio.all_tasks(loop)
    print(len(rest), [t.get_name() for t in rest if not t.get_name().startswith("Task-")])
    for t in rest:
        t.cancel()
    if rest:
        loop.run_until_complete(asyncio.gather(*rest, return_exceptions=True))
    loop.close()
