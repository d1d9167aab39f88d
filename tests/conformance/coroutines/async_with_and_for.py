# async with and async for call the a-methods in order and propagate exceptions.
class CM:
    def __init__(self, n, swallow=False): self.n, self.swallow = n, swallow
    async def __aenter__(self): print("enter", self.n); return self
    async def __aexit__(self, t, v, tb): print("exit", self.n, t and t.__name__, v); return self.swallow
class It:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        self.n -= 1
        return self.n
def run(c):
    try: c.send(None)
    except StopIteration as e: return e.value
async def main():
    async with CM(1) as a, CM(2, True) as b:
        print(a.n, b.n)
        raise ValueError("in")
    print("after")
    async for x in It(3):
        if x == 1: continue
        print(x)
    else: print("else")
    async for x in It(3):
        break
    else: print("no")
    print([x async for x in It(3)], {x: x async for x in It(2) if x}, [y for y in [await val(5)]], [x + await val(1) async for x in It(2)])
    g = (x async for x in It(2))
    print([x async for x in g], [[x async for x in It(i)] for i in range(3)])
    async with CM(3):
        return "ret"
async def val(x): return x
print(run(main()))
async def err():
    async with CM(4): raise KeyError("k")
try: run(err())
except KeyError as e: print(repr(e))
for src in ("async def f(): yield from x", "def f(): await x", "await x", "async def f():\n return 1\n yield", "async with a: pass", "def f():\n [x async for x in y]", "class A:\n await x", "async for x in y: pass", "lambda: await x", "async def f(): (yield)"):
    try: compile(src, "<t>", "exec"); print("ok", src.replace("\n", "|"))
    except SyntaxError as e: print(src.replace("\n", "|"), "->", e.msg)
