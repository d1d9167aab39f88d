# async with and async for over hand-written awaitables, with exceptions through both.
class Pool:
    def __init__(self, size):
        self.free = list(range(size))

    async def __aenter__(self):
        await nothing()
        self.got = self.free.pop()
        print("acquired", self.got)
        return self.got

    async def __aexit__(self, kind, value, tb):
        await nothing()
        self.free.append(self.got)
        print("released", self.got, kind and kind.__name__)
        return kind is ValueError


class nothing:
    def __await__(self):
        yield


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        await nothing()
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


async def main():
    pool = Pool(2)
    async with pool as a:
        print("using", a)
    async with pool as b:
        raise ValueError("swallowed")
    try:
        async with pool:
            raise KeyError("escapes")
    except KeyError as e:
        print("caught", e)
    async for n in Countdown(3):
        if n == 1:
            continue
        print("n", n)
    else:
        print("liftoff")
    try:
        async with 5:
            pass
    except TypeError as e:
        print(e)
    try:
        async for x in [1]:
            pass
    except TypeError as e:
        print(e)
    return [n async for n in Countdown(4) if n]


coro, steps = main(), 0
try:
    while True:
        coro.send(None)
        steps += 1
except StopIteration as stop:
    print(stop.value, steps)
