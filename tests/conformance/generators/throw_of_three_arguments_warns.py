# throw() with a value or a traceback beside the class warns; what the class makes is found out in the generator.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

import asyncio
import warnings


def g():
    try:
        yield 42
    except Exception as e:
        yield "caught", repr(e)


async def coroutine():
    await asyncio.sleep(0)


async def agen():
    yield 1


def w(f):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        t(f)
    print("   ", [(x.category.__name__, str(x.message)) for x in caught if x.category is DeprecationWarning])


def started(make):
    made = make()
    next(made)
    return made


w(lambda: started(g).throw(ValueError))
w(lambda: started(g).throw(ValueError, ValueError(3)))
w(lambda: started(g).throw(ValueError, 3, None))
w(lambda: started(g).throw(ValueError(3), None))
w(lambda: started(g).throw(ValueError(3), 4))
w(lambda: started(g).throw(3))
w(lambda: coroutine().throw(ValueError, ValueError(3), None))
w(lambda: agen().athrow(ValueError, ValueError(3), None).send(None))
w(lambda: agen().asend(None).throw(ValueError, ValueError(3), None))


class E(Exception):
    def __new__(cls, *args, **kwargs):
        return cls


class F(Exception):
    def __init__(self):
        raise KeyError("made")


for kind in (E, F):
    new = g()
    w(lambda: new.throw(kind))
    w(lambda: next(new))
    w(lambda: started(g).throw(kind))
