"""Coroutines: awaited chains under a small scheduler, and `asyncio` with queues and gathered tasks."""

import asyncio
import collections


class Pause:
    def __await__(self):
        yield


async def leaf(n):
    await Pause()
    return n


async def branch(depth):
    if depth == 0:
        return await leaf(1)
    return await branch(depth - 1) + await branch(depth - 1)


def run(coroutines):
    results, ready = [], collections.deque(coroutines)
    while ready:
        coroutine = ready.popleft()
        try:
            coroutine.send(None)
            ready.append(coroutine)
        except StopIteration as stop:
            results.append(stop.value)
    return sum(results)


async def produce(queue, n):
    for i in range(n):
        await queue.put(i)
    await queue.put(None)


async def consume(queue):
    total = 0
    while (item := await queue.get()) is not None:
        total += item
    return total


async def exchange(n):
    queue = asyncio.Queue(10)
    _, total = await asyncio.gather(produce(queue, n), consume(queue))
    return total


def main(n):
    result = 0
    for _ in range(n):
        result += run(branch(depth) for depth in (3, 4, 5, 6))
    return result + asyncio.run(exchange(n * 40))


WORK = 120
