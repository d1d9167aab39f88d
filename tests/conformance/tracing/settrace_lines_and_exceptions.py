# A debugger sees call, line, exception and return in CPython's order: loops, handlers, comprehensions, generators.
import sys


def gen(n):
    for i in range(n):
        x = yield i
    return 5


def f(a):
    total = 0
    for i in gen(3):
        total += i
    try:
        raise ValueError(1)
    except ValueError as e:
        total += 1
    finally:
        total += 2
    z = [y for y in range(2)]
    w = [y
         for y in range(2)
         if y]
    while total > 4: total -= 1
    try:
        1 / 0
    except (ValueError,
            ZeroDivisionError):
        pass
    return len("abc") + total


class C:
    x = 1
    def m(self): return 1
    def __iter__(self): return self
    def __repr__(self): return "C()"
    def __next__(self): raise StopIteration
    def __enter__(self): return 1
    def __exit__(self, *a): return True


def classes():
    C().m()
    for q in C():
        pass
    else:
        y = 2
    with C():
        raise KeyError
    class Local:
        z = 3


def outer():
    r = yield from gen(2)
    return r


def generators():
    for i in outer(): pass
    for i in (n for n in (1, 2)): pass
    g = gen(3)
    next(g)
    try: g.throw(KeyError)
    except KeyError: pass
    g = gen(1)
    next(g)
    g.close()


def deep(n):
    if n: return deep(n - 1)
    raise KeyError


def unwinding():
    try:
        deep(2)
    except KeyError: pass
    try:
        try:
            raise OSError
        finally:
            x = 1
    except OSError:
        pass


def tail(n):
    return tail(n - 1) if n else 0


async def inner(): return 1
async def coroutine(): return await inner()


def run():
    c = coroutine()
    try: c.send(None)
    except StopIteration: pass


def tracer(frame, event, arg):
    if event == "exception":
        arg = arg[0].__name__, arg[2] and frame.f_code is arg[2].tb_frame.f_code
    print(f"{event:9} {frame.f_code.co_name:12} {frame.f_lineno - base:3} {arg!r:.30}" if frame.f_code.co_name != "outer" else f"{event} outer")
    return tracer


base = tracer.__code__.co_firstlineno
for function in (lambda: f(1), classes, generators, unwinding, lambda: tail(3), run):
    print("---")
    sys.settrace(tracer)
    function()
    sys.settrace(None)
print(sys.gettrace())
