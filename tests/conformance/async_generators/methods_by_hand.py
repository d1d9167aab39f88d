# asend, athrow and aclose driven by hand, in every state, with the awaitables used twice or too late.
import warnings
warnings.simplefilter("ignore")
class Pause:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
async def agen(tag):
    try:
        while True:
            try:
                got = yield tag
                print("  got", got)
                if got == "stop": return
                if got == "pause": print("  resumed", await Pause("p"))
            except ValueError as e: print("  caught", repr(e))
    finally:
        print("  finally"); await Pause("cleanup"); print("  cleaned")
def step(aw, value=None):
    try: print("paused at", aw.send(value))
    except StopIteration as e: print("value", e.value)
    except BaseException as e: print(type(e).__name__, e)
a = agen("t"); step(a.asend(1)); step(a.asend(None)); step(a.asend("x"))
w = a.asend("pause"); step(w); step(a.asend("early")); step(a.aclose()); step(w, "back"); step(w)
step(a.athrow(ValueError("v"))); step(a.athrow(ValueError, "two")); 
w = a.aclose(); step(w); step(w); step(w); step(a.asend(None)); step(a.aclose()); step(a.athrow(KeyError("late")))
a = agen("n"); step(a.athrow(KeyError("fresh"))); step(a.__anext__())
a = agen("n"); step(a.aclose()); step(a.__anext__())
a = agen("s"); step(a.__anext__()); w = a.asend("stop"); step(w); step(w); print(a.ag_running, a.ag_frame)
async def ignores():
    try: yield 1
    except GeneratorExit: yield 2
a = ignores(); step(a.__anext__()); step(a.aclose()); step(a.__anext__())
async def stop():
    yield 1
    raise StopAsyncIteration("x")
a = stop(); step(a.__anext__()); step(a.__anext__())
async def stopi():
    yield 1
    raise StopIteration("x")
a = stopi(); step(a.__anext__()); step(a.__anext__())
a = agen("z"); w = a.asend(None); w.close(); step(w); print(type(w).__name__, type(a.athrow(ValueError)).__name__, type(a.__anext__()).__name__)
try: a.asend()
except TypeError as e: print(e)
a = agen("any"); step(anext(a)); w = a.aclose(); step(w); step(w)
async def empty():
    return
    yield
step(anext(empty())); step(anext(empty(), "default"))
a = empty(); step(a.__anext__())
for bad in (5, [], iter([])):
    try: anext(bad)
    except TypeError as e: print(e)
    try: aiter(bad)
    except TypeError as e: print(e)
print(aiter(a) is a, a.__name__, a.__qualname__, hasattr(a, "__iter__"), hasattr(a, "__await__"))
for src in ("async def f():\n yield 1\n return 2", "async def f(): yield from x", "def f(): await x", "def f():\n async for x in y: pass", "def f():\n async with x: pass", "await x", "[x async for x in y]", "def f(): return [await x for x in y]", "async def f(): return [x async for x in y]", "def f(): return (x async for x in y)"):
    try: compile(src, "f", "exec"); print("fine")
    except SyntaxError as e: print(e.msg)
