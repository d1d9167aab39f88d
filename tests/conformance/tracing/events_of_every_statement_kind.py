# What sys.settrace hears, event by event with line and argument, of each kind of statement: with, try, match, comprehensions, class bodies, decorators, yields, del, assert.
import sys
HERE = sys._getframe().f_code.co_filename
def run(f, *a):
    base = f.__code__.co_firstlineno; out = []
    def show(arg):
        if isinstance(arg, tuple): return f"({arg[0].__name__})"
        return "" if arg is None else repr(arg) if isinstance(arg, (int, str)) else type(arg).__name__
    def tracer(frame, event, arg):
        if frame.f_code.co_filename != HERE: return None
        name = frame.f_code.co_name
        out.append(f"{'' if name == f.__name__ else name + ':'}{event[0]}{frame.f_lineno - base}{show(arg)}")
        return tracer
    sys.settrace(tracer)
    try:
        r = f(*a)
        if hasattr(r, "__next__"): list(r)
    except Exception as e: out.append("raised " + type(e).__name__)
    finally: sys.settrace(None)
    print(f.__name__, " ".join(out))
class CM:
    def __init__(self, swallow=False): self.s = swallow
    def __enter__(self): return self
    def __exit__(self, *a): return self.s
def with_plain():
    with CM() as a:
        x = 1
    return x
def with_many():
    with (CM(),
          CM(True) as b):
        raise ValueError
    return 2
def try_all(x):
    try:
        if x: raise KeyError
    except ValueError:
        y = 1
    except KeyError as e:
        y = 2
    else:
        y = 3
    finally:
        z = 4
    return y
def try_return():
    try:
        return 1
    finally:
        x = 2
def nested_finally():
    for i in range(2):
        try:
            try:
                continue
            finally:
                a = 1
        finally:
            b = 2
def loops():
    for i in "ab":
        pass
    else:
        x = 1
    while x:
        x -= 1
    n = [
        i
        for i in range(2)
        if i
    ]
    return {k: v
            for k, v in ()}
def matching(x):
    match x:
        case [1,
              2]:
            return 1
        case {"a": b} if (
                b):
            return 2
        case _:
            return 3
def class_and_def():
    class K:
        "doc"
        a = 1
        def m(self,
              x=1):
            return x
    @staticmethod
    def g(): return 5
    return g()
def multi_line(a=1,
               b=2):
    x = (a +
         b)
    y = max(
        x,
        3,
    )
    return [
        x,
        y]
def conditional(a, b):
    x = 1 if a else 2
    if a and b:
        x = 3
    elif (a or
          b):
        x = 4
    else:
        x = 5
    assert x, "never"
    assert (x
            and not a)
    return not x
def gen(n):
    x = yield n
    yield from range(1)
    try:
        yield 2
    finally:
        x = 3
def deletes():
    a = b = 1
    del a; del b
    global gg
    gg = 1; x = 2
    pass
    import sys as s
    from sys import (path,
                     argv)
    def inner(): return x
    lam = lambda: (
        x)
    return lam() + inner()
def raising():
    try: raise ValueError from KeyError()
    except ValueError:
        raise
def gen_expr():
    return sum(i
               for i in (1, 2)
               if i)
def strings():
    """doc"""
    x = f"""{1}
    {
        2}"""
    "constant"
    ...
    return x
def empty(): pass
def ret_only():
    return
def while_true():
    n = 0
    while True:
        n += 1
        if n == 2: break
def star(*a, **k):
    a, *b = 1, 2
    [c, d] = (
        a,
        b)
    return b
def walrus():
    if (n := 1) and (
            m := 2):
        return n + m
async def co():
    async with ACM():
        x = 1
    async for i in AI():
        x = i
    return [j async for j in AI()]
class ACM:
    async def __aenter__(self): pass
    async def __aexit__(self, *a): pass
class AI:
    def __init__(self): self.n = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.n += 1
        if self.n > 1: raise StopAsyncIteration
        return self.n
def run_co():
    try: co().send(None)
    except StopIteration as e: return len(e.value)
for f, *a in ((with_plain,), (with_many,), (try_all, 0), (try_all, 1), (try_return,), (nested_finally,), (loops,), (matching, [1, 2]), (matching, {"a": 1}), (matching, 0), (class_and_def,), (multi_line,), (conditional, 0, 0), (conditional, 0, 1), (gen, 1), (deletes,), (raising,), (gen_expr,), (strings,), (empty,), (ret_only,), (while_true,), (star,), (walrus,), (run_co,)): run(f, *a)
