# A coroutine that is dropped before anybody awaited it warns, where it is dropped.
import asyncio
import sys
import warnings


async def work(n=0):
    return n


async def ticks():
    yield 1
    yield 2


class Client:
    async def get(self):
        return 1


def show(message, category, filename, lineno, file=None, line=None):
    print(f"{lineno}: {category.__name__}: {message}")


warnings.simplefilter("always")
warnings.showwarning = show

print("dropped at once")
work()
Client().get()
work(
    1,
)
ticks().asend(None)
ticks().__anext__()
ticks().athrow(ValueError)
ticks().aclose()


def drops():
    work()
    return 1


print(drops())


def keeps_coroutine():
    coroutine = work()
    return 2


def keeps_method():
    method = ticks().asend(None)
    return 3


print("dropped with the frame")
print(keeps_coroutine())
print(keeps_method())


async def forgets_await():
    asyncio.sleep(0)
    work(3)
    return await work(4)


print("in a coroutine", asyncio.run(forgets_await()))


def no_warnings():
    awaited = work()
    try:
        awaited.send(None)
    except StopIteration as stop:
        print(stop.value)
    closed = work()
    closed.close()
    thrown = work()
    try:
        thrown.throw(KeyError("thrown"))
    except KeyError as error:
        print(error)

    async def main():
        print(await asyncio.gather(work(1), work(2)))
        async for tick in ticks():
            print(tick)
        print([tick async for tick in ticks()])
        it = ticks()
        print(await it.asend(None), await anext(it), await anext(it, "end"))
        task = asyncio.create_task(work(5))
        return await task

    return asyncio.run(main())


print("no warnings", no_warnings())

warnings.simplefilter("error")
sys.unraisablehook = lambda args: print(args.exc_value, args.err_msg.split(" <")[0], args.object)
work()
ticks().asend(None)
warnings.simplefilter("ignore")
work()
