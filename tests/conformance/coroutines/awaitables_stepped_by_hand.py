# Awaitables stepped by hand: send, next, throw and close give what a coroutine gives, values of StopIteration included.
import types
import warnings

warnings.simplefilter("ignore")


class MyError(Exception):
    pass


@types.coroutine
def wait(v):
    return (yield v)


async def waiting():
    try:
        await wait(1)
    except MyError:
        await wait(2)
    return
    yield


async def giving():
    yield 1
    yield 2


class It:
    def __init__(self):
        self.n = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n >= 2:
            raise StopAsyncIteration()
        self.n += 1
        return self.n


class Generator(It):
    @types.coroutine
    def __anext__(self):
        if False:
            yield 1
        if self.n >= 2:
            raise StopAsyncIteration()
        self.n += 1
        return self.n


class Waiting(It):
    async def __anext__(self):
        try:
            await wait(1)
        except MyError:
            await wait(2)
        raise StopAsyncIteration


def step(g, s):
    if s == "s":
        return g.send(None)
    if s == "n":
        return next(g)
    if s == "d":
        return next(g, "d")
    if s == "t":
        return g.throw(MyError())
    if s == "g":
        return g.send(5)
    if s == "G":
        return g.throw(GeneratorExit)
    return g.close()


for kind in (waiting, giving, It, Generator, Waiting):
    for default in (False, True):
        print(kind.__name__, default)
        for steps in ("s", "ss", "sss", "ct", "sc", "cs", "sts", "stt", "t", "g", "sg", "c", "n", "nn", "sn", "scs", "sG", "dd"):
            made = anext(kind(), "default") if default else kind().__anext__()
            if not hasattr(made, "__await__"):
                continue
            g = made.__await__()
            out = []
            for s in steps:
                try:
                    out.append(step(g, s))
                except BaseException as e:
                    out.append((type(e).__name__, str(e)))
            print(steps, out)
