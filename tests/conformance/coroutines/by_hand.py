# A coroutine is driven by send; await passes through to whoever yields.
class Step:
    def __init__(self, v): self.v = v
    def __await__(self):
        r = yield self.v
        return f"[{r}]"
async def child(n):
    print("child", n)
    return await Step(n) + await Step(n + 1)
async def main():
    try:
        x = await child(1)
        print("x", x)
        await Step("last")
    except ValueError as e:
        print("caught", e)
        return "handled"
    finally:
        print("finally")
    return "end"
c = main()
print(type(c).__name__, c.send(None), c.send("a"), c.send("b"))
try: c.send(None)
except StopIteration as e: print(e.value)
c = main(); c.send(None)
try: c.throw(ValueError("boom"))
except StopIteration as e: print(e.value)
c = main(); c.send(None); print(c.cr_await is not None, c.cr_running, c.cr_code.co_name, c.close())
for f in (lambda: c.send(None), lambda: iter(c), lambda: next(c), lambda: [x for x in c]):
    try: f()
    except (RuntimeError, TypeError) as e: print(type(e).__name__, e)
async def bad(): await 5
async def bad2():
    class N:
        def __await__(self): return 5
    await N()
async def bad3():
    async with 5: pass
async def bad4():
    async for x in [1]: pass
async def bad5():
    with Acm(): pass
class Acm:
    async def __aenter__(self): return 1
    async def __aexit__(self, *a): return None
for b in (bad, bad2, bad3, bad4, bad5):
    try: b().send(None)
    except TypeError as e: print(e)
c = child(5); c.close()
async def stop(): raise StopIteration("x")
try: stop().send(None)
except RuntimeError as e: print(e, repr(e.__cause__))
