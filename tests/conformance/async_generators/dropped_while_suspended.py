# An async generator that nobody holds any more is handed to the finalizer of its event loop, once, or is closed like any
# generator if there is none; one that was closed or came to its end is left alone.
import asyncio
import gc
import sys
import types


@types.coroutine
def wait(value):
    return (yield value)


async def plain():
    yield 1
    yield 2


async def guarded(name, slow=False):
    try:
        yield 1
        yield 2
    finally:
        print("  finally of", name)
        if slow:
            await wait("slow")
            print("  waited", name)


def step(awaitable):
    try:
        return "waits", awaitable.send(None)
    except StopIteration as stop:
        return "value", stop.value
    except BaseException as error:
        return type(error).__name__, str(error)


def begin(make, *args, steps=1, close=False):
    generator = make(*args)
    answers = [step(generator.__anext__()) for _ in range(steps)]
    if close:
        answers.append(step(generator.aclose()))
    print(make.__name__, args, answers)


def dropped(*args, **names):
    begin(*args, **names)
    gc.collect()


sys.unraisablehook = lambda info: print("  unraisable:", type(info.exc_value).__name__, info.exc_value)
print("without a hook")
dropped(plain)
dropped(guarded, "a")
dropped(guarded, "b", True)
dropped(guarded, "c", steps=3)
dropped(guarded, "d", close=True)
dropped(guarded, "e", steps=0)

handed = []
sys.set_asyncgen_hooks(firstiter=lambda g: print("  first", g.__name__), finalizer=handed.append)
print("with a hook")
for make, *args in [(plain,), (guarded, "a"), (guarded, "b", True)]:
    dropped(make, *args)
    print(len(handed), handed[-1].__name__)
    closing = handed.pop().aclose()
    print(step(closing), step(closing))
    del closing
    gc.collect()
for names in [{"steps": 3}, {"close": True}, {"steps": 0}]:
    dropped(guarded, "c", **names)
    print(len(handed))
sys.set_asyncgen_hooks(None, None)


async def abandon(fails):
    async def numbers():
        try:
            yield 1
            yield 2
        finally:
            await asyncio.sleep(0)
            print("  closed by the loop")
            if fails:
                1 / 0

    async def first():
        async for number in numbers():
            return number

    asyncio.get_running_loop().set_exception_handler(
        lambda loop, context: print("  handler:", context["message"], repr(context["exception"])))
    print("first", await first())
    gc.collect()
    for _ in range(4):
        await asyncio.sleep(0)
    gc.collect()
    print("leaves")


print("in an event loop")
asyncio.run(abandon(False))
asyncio.run(abandon(True))
