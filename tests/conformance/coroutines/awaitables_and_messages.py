# What can be awaited, and what await, async for and async with say about the rest.
import types, warnings
warnings.simplefilter("ignore")
def run(c):
    try:
        while True: print("  suspended", c.send(None))
    except StopIteration as e: return e.value
    except BaseException as e: return f"{type(e).__name__} {e}"
class NoIter:
    def __await__(self): return 5
class ListAwait:
    def __await__(self): return [1, 2]
class Iter:
    def __await__(self): return iter([1, 2])
class Gen:
    def __await__(self):
        x = yield "g"
        return "gen"
class CoroAwait:
    def __await__(self): return empty()
class NoneAwait: __await__ = None
async def empty(): return "e"
@types.coroutine
def old(): yield "old"; return "o"
def plain(): yield 1
async def aw(x): return await x
for make in (NoIter, ListAwait, Iter, Gen, CoroAwait, NoneAwait, empty, old, plain, lambda: 5, lambda: None, lambda: [1], lambda: empty, lambda: (1,)):
    print(getattr(make, "__name__", "?"), run(aw(make())))
c = empty(); run(c); print(run(aw(c)), run(c))
c = aw(Gen()); c.send(None); print(run(aw(c)), c.cr_await.__name__, c.cr_running, c.cr_suspended); c.close()
async def afor(x):
    async for i in x: print("  item", i)
    return "end"
class A1:
    def __aiter__(self): return 5
class A2:
    def __aiter__(self): return self
class A3(A2):
    def __anext__(self): return 5
class A4(A2):
    n = 0
    async def __anext__(self):
        self.n += 1
        if self.n > 2: raise StopAsyncIteration
        return self.n
class A5(A2):
    async def __anext__(self): raise StopIteration
class A6:
    async def __aiter__(self): return A4()
for x in (5, [1], A1(), A2(), A3(), A4(), A5(), A6(), plain()):
    print(type(x).__name__, run(afor(x)))
async def awith(x):
    async with x as v: print("  in", v)
    return "out"
class W0: pass
class W1:
    async def __aenter__(self): return 1
class W2(W1):
    def __aexit__(self, *a): return 5
class W3(W1):
    async def __aexit__(self, *a): print("  exit", a)
class W4(W3):
    def __aenter__(self): return 7
class W5:
    def __enter__(self): pass
    def __exit__(self, *a): pass
for x in (W0(), W1(), W2(), W3(), W4(), W5(), 5): print(type(x).__name__, run(awith(x)))
def swith(x):
    with x: pass
for x in (W3(), W0(), W5, 5):
    try: swith(x)
    except TypeError as e: print(e)
async def swallow():
    class S(W1):
        async def __aexit__(self, t, e, tb): print("  swallow", repr(e)); return True
    async with S(): 1 / 0
    return "after"
print(run(swallow()))
c = empty()
for f in (lambda: c.send(1), lambda: iter(c), lambda: next(c), lambda: list(c), lambda: [*c], lambda: c.throw(ValueError("t")), lambda: c.send(None)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
async def si(): raise StopIteration(3)
print(run(si()))
w = empty().__await__(); print(type(w).__name__, run(w)); 
try: w.send(None)
except RuntimeError as e: print(e)
