# sys.set_coroutine_origin_tracking_depth, async generator hooks, and awaits of everything that is not awaitable, driven by hand.
import sys, types, gc, warnings
def run(c):
    "Drives a coroutine that never really waits."
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
print(sys.get_coroutine_origin_tracking_depth())
for bad in (-1, "x", 1.5, None, 2 ** 40):
    try: sys.set_coroutine_origin_tracking_depth(bad); print("set")
    except Exception as e: print(type(e).__name__, e)
async def co(): return 1
def make(): return co()
def level2(): return make()
for depth in (0, 1, 2, 50):
    sys.set_coroutine_origin_tracking_depth(depth)
    c = level2(); print(depth, [(l - make.__code__.co_firstlineno if n == "make" else "", n) for _, l, n in c.cr_origin or ()][:3], c.cr_origin is None); c.close()
sys.set_coroutine_origin_tracking_depth(2)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); level2(); gc.collect()
    print(w[0].category.__name__, str(w[0].message).splitlines()[0], len(str(w[0].message).splitlines()))
sys.set_coroutine_origin_tracking_depth(0)
events = []
async def agen():
    try: yield 1; yield 2
    finally: events.append("finally")
print(sys.get_asyncgen_hooks())
for args, kw in (((), {}), ((1,), {}), ((), {"finalizer": 5})):
    try: print(sys.set_asyncgen_hooks(*args, **kw))
    except Exception as e: print(type(e).__name__, e)
sys.set_asyncgen_hooks(firstiter=lambda g: events.append(("first", g.__name__)), finalizer=lambda g: events.append(("final", g.__name__)))
h = sys.get_asyncgen_hooks(); print(type(h).__name__, h.firstiter is h[0], h.finalizer is h[1], len(h))
async def partial():
    async for x in agen(): return x
print(run(partial())); gc.collect(); print(events); events.clear()
async def complete(): return [x async for x in agen()]
print(run(complete()), events); events.clear()
a = agen(); a.aclose().close(); a = None; gc.collect(); print(events); events.clear()
sys.set_asyncgen_hooks(firstiter=lambda g: 1 / 0)
try: agen().__anext__()
except ZeroDivisionError as e: print("firstiter:", e)
sys.set_asyncgen_hooks(None, None); print(sys.get_asyncgen_hooks())
class NoAwait: pass
class AwaitInt:
    def __await__(self): return 5
class AwaitList:
    def __await__(self): return [1]
class AwaitCo:
    def __await__(self): return co()
class AwaitIter:
    def __await__(self): return iter(["a", "b"])
class AwaitFails:
    def __await__(self): raise LookupError("no")
class Attr:
    def __init__(self): self.__await__ = lambda: iter(())
def gen(): yield
warnings.simplefilter('ignore')
async def waits(x): return await x
for x in (1, None, "s", [], NoAwait(), NoAwait, AwaitInt(), AwaitList(), AwaitCo(), AwaitFails(), Attr(), gen(), agen(), agen, co, lambda: 0, AwaitIter(), (i for i in "a")):
    try: print(type(x).__name__, run(waits(x)))
    except Exception as e: print(type(x).__name__, type(e).__name__, e)
gc.collect()
c = co(); run(c)
try: run(waits(c))
except RuntimeError as e: print(e)
async def recursive():
    await me
me = recursive()
try: me.send(None)
except (RuntimeError, ValueError) as e: print(type(e).__name__, e)
async def suspended(): await AwaitIter()
s = suspended(); s.send(None)
try: run(waits(s))
except RuntimeError as e: print(e)
s.close()
async def with_errors(kind):
    class M:
        async def __aenter__(self): return 1
    class N:
        async def __aexit__(self, *a): pass
    class P:
        def __aenter__(self): return 5
        def __aexit__(self, *a): return 6
    class Sync:
        def __enter__(self): pass
        def __exit__(self, *a): pass
    class Q:
        async def __aenter__(self): pass
        def __aexit__(self, *a): return None
    async with {"M": M, "N": N, "P": P, "S": Sync, "Q": Q, "int": int}[kind](): pass
for k in ("M", "N", "P", "S", "Q", "int"):
    try: run(with_errors(k)); print(k, "fine")
    except Exception as e: print(k, type(e).__name__, e)
def sync_async():
    class A:
        async def __aenter__(self): pass
        async def __aexit__(self, *a): pass
    with A(): pass
try: sync_async()
except TypeError as e: print(e)
class AIter:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self.n
class ANextInt:
    def __aiter__(self): return self
    def __anext__(self): return 3
async def loops(x):
    async for i in x: print("item", i)
for x in (5, [1], AIter(3), AIter([]), ANextInt(), gen(), AIter(ANextInt())):
    try: run(loops(x))
    except Exception as e: print(type(x).__name__, type(e).__name__, e, type(e.__cause__).__name__)
try:
    for i in agen(): pass
except TypeError as e: print(e)
