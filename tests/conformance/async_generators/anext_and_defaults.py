# anext() with and without a default, its awaitable by hand, and aiter's refusals.
class A:
    def __init__(self, *items): self.items = list(items)
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.items: raise StopAsyncIteration("end")
        return self.items.pop(0)
async def agen():
    yield 1
    yield 2
def run(c):
    try: c.send(None)
    except StopIteration as e: return e.value
    return "suspended"
async def main():
    a = A(1); print(await anext(a), await anext(a, "default"))
    try: await anext(a)
    except StopAsyncIteration as e: print("stop", e)
    g = agen(); print(await anext(g), await anext(g, 0), await anext(g, 0), await anext(g, None))
    print([x async for x in A(1, 2)], {x async for x in A(3)}, {x: await anext(A(x)) async for x in A(4)}, [y async for x in A(A(1), A(2)) async for y in x])
    class Bad:
        def __aiter__(self): return 5
    class NoNext:
        def __aiter__(self): return self
    class Sync:
        def __aiter__(self): return self
        def __anext__(self): return 7
    for b in (Bad(), NoNext(), Sync(), 5, [1]):
        try:
            async for x in b: pass
        except TypeError as e: print(e)
    for f in (lambda: anext(5), lambda: anext(Sync(), 1), lambda: anext(), lambda: aiter(5), lambda: aiter(Bad()), lambda: anext(iter([]), 2), lambda: aiter(), lambda: anext(NoNext())):
        try: print(type(f()).__name__)
        except TypeError as e: print(e)
    try: await anext(Sync(), 1)
    except TypeError as e: print(e)
run(main())
w = anext(A(5), 0); print(type(w).__name__, hasattr(w, "send"), hasattr(w, "throw"), iter(w.__await__()) is not None)
try: next(w)
except StopIteration as e: print("value", e.value)
w = anext(agen(), "d")
try: w.throw(KeyError("k"))
except KeyError as e: print("thrown", e)
w = anext(agen(), "d"); print(w.close())
async def spoiled():
    raise StopAsyncIteration
    yield
try: run(anext(spoiled()).__await__())
except RuntimeError as e: print(e)
c = (x async for x in A(1)); print(type(c).__name__, c.ag_running, c.ag_await, c.ag_code.co_name)
