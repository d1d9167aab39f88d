# Asynchronous generators in a pipeline, driven by a loop of our own.
class Later:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return got


async def ticks(n):
    try:
        for i in range(n):
            got = await Later(i)
            yield got
    finally:
        print("ticks closed")


async def doubled(source):
    async for x in source:
        yield x * 2


async def main():
    print([x async for x in doubled(ticks(3))])
    print({x: y async for x, y in pairs(ticks(4)) if x})
    stream = ticks(5)
    async for x in stream:
        if x == 11:
            break
    await stream.aclose()
    agen = echo()
    print(await agen.asend(None), await agen.asend("hello"), await agen.athrow(ValueError("boo")))
    try:
        await agen.__anext__()
    except StopAsyncIteration:
        print("exhausted")
    return "main done"


async def pairs(source):
    async for x in source:
        yield x, x + 1


async def echo():
    got = yield "ready"
    try:
        yield f"echo {got}"
    except ValueError as e:
        yield f"handled {e}"


def drive(coro):
    value = None
    while True:
        try:
            request = coro.send(value)
        except StopIteration as stop:
            return stop.value
        value = request + 10


print(drive(main()))
