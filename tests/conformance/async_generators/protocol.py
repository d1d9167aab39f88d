# Async generators: asend, athrow, aclose, driven by hand.
def run(c):
    try:
        while True: print("  yielded out:", c.send(None))
    except StopIteration as e: return e.value
    except StopAsyncIteration as e: return "STOP"
class Y:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
async def g():
    try:
        x = yield 1
        print("x", x)
        await Y("suspended")
        try: yield 2
        except ValueError as e: print("caught", e); yield "rescued"
        yield 3
    finally:
        await Y("cleanup")
        print("closed")
a = g()
print(run(a.__anext__()), run(a.asend("s")), run(a.athrow(ValueError("v"))), run(a.aclose()), run(a.__anext__()))
print(a.__name__, type(a).__name__, a.ag_running, a.ag_frame, hasattr(a, "__iter__"), a.__aiter__() is a)
b = g()
for f in (lambda: run(b.asend(5)), lambda: run(b.athrow(KeyError("k"))), lambda: list(g()), lambda: next(g())):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
async def stubborn():
    while True:
        try: yield
        except GeneratorExit: print("refused")
        else: return
s = stubborn(); run(s.__anext__())
try: run(s.aclose())
except RuntimeError as e: print(e)
print(run(s.__anext__()))
async def leak():
    yield 1
    raise StopAsyncIteration
async def use():
    try:
        async for x in leak(): print(x)
    except RuntimeError as e: print(e)
    return await anext(g2()), await anext(empty(), "default"), [x async for x in g2()]
async def g2():
    for i in range(3): yield i
async def empty():
    if 0: yield
print(run(use()))
n = a.__anext__()
n.close()
try: n.send(None)
except RuntimeError as e: print(e)
