# Asynchronous comprehensions of every kind, nested and in other scopes; athrow and aclose around finally blocks that await; generators that yield after being closed.
import types, inspect
@types.coroutine
def pause(x): return (yield x)
def run(c, log=None):
    "Drives a coroutine, answering each pause with its value doubled."
    v = None
    try:
        while True:
            p = c.send(v); v = p * 2
            if log is not None: log.append(p)
    except StopIteration as e: return e.value
async def arange(n):
    for i in range(n): yield await pause(i)
async def comps():
    print([x async for x in arange(3)], {x async for x in arange(3)}, {x: y async for x in arange(2) for y in "ab"}, tuple([x async for x in arange(4) if await pause(x)]))
    print([await pause(x) for x in range(3)], [[y async for y in arange(x)] for x in range(3)], [[await pause(y) for y in range(x)] async for x in arange(2)])
    g = (x async for x in arange(2)); print(type(g).__name__, [y async for y in g])
    h = (await pause(x) for x in range(2)); print(type(h).__name__, [y async for y in h])
    print([(x, y) async for x in arange(2) async for y in arange(2) if x != y], [x for x in [y async for y in arange(2)]], (lambda: 5)() if [1 async for _ in arange(0)] else "empty")
    x = "outer"; print([x async for x in arange(1)], x, [z := y async for y in arange(3)], z)
    class K: v = [i for i in "ab"]
    try: [1 / (1 - x) async for x in arange(3)]
    except ZeroDivisionError as e: print(e)
log = []; run(comps(), log); print(log)
for src in ("def f(): [x async for x in y]", "def f(): (x async for x in y)", "def f(): [await x for x in y]", "async def f(): lambda: [x async for x in y]", "async def f(): lambda: await x", "async def f():\n def g(): await x", "async def f():\n class C: x = [y async for y in z]", "[x async for x in y]", "async def f(): return [i for i in [j async for j in k]]", "async def f():\n yield 1\n return 2", "async def f(): yield from x", "async def f(): await", "await x", "async with a: pass", "async for a in b: pass", "async x", "async def f(x=await y): pass", "async def f(): x: await y", "def f(): async with a: pass", "async def f(): f'{await x}'", "async def f(): [(yield) async for x in y]", "async def f(): (yield x for x in y)", "await = 1", "async = 1", "def await(): pass", "x.await", "async def f(): await x = 1", "async def f(): del await x", "async def f(): (await x): int", "async def f(): await -x", "async def f(): -await x ** 2", "async def f(): await await x", "async def f(): await lambda: x", "async def f(): await not x", "async lambda: x"):
    try: compile(src, "s", "exec"); print(repr(src), "compiles")
    except SyntaxError as e: print(repr(src), e.msg, e.offset, e.end_offset)
async def guarded(events):
    try:
        while True:
            try: got = yield "value"
            except ValueError as e: events.append("V"); yield "handled"; continue
            events.append(got)
    finally:
        events.append("finally"); await pause(50); events.append("after await")
async def drive():
    ev = []; g = guarded(ev)
    print(await anext(g), await g.asend(1), await g.athrow(ValueError), await anext(g), await g.aclose(), await anext(g, "default"), ev)
    ev = []; g = guarded(ev); await anext(g)
    try: await g.athrow(KeyError("k"))
    except KeyError as e: print(e, ev)
    for m in (lambda: anext(g), lambda: g.asend(None), lambda: g.asend(3), lambda: g.athrow(ValueError), lambda: g.aclose()):
        try: print(await m())
        except BaseException as e: print(type(e).__name__, e)
    async def stubborn():
        try: yield 1
        finally: yield 2
    s = stubborn(); await anext(s)
    try: await s.aclose()
    except RuntimeError as e: print(e)
    async def stops():
        yield 1
        raise StopAsyncIteration("inside")
    try: [x async for x in stops()]
    except RuntimeError as e: print(e, repr(e.__cause__))
    async def stops2():
        yield 1
        raise StopIteration("inside")
    try: [x async for x in stops2()]
    except RuntimeError as e: print(e, repr(e.__cause__))
    async def returns():
        yield 1
        return
    print([x async for x in returns()])
    n = returns()
    try: await n.asend(5)
    except TypeError as e: print(e)
    for bad in (lambda: aiter(5), lambda: anext(5), lambda: anext(n, 1, 2), lambda: n.asend()):
        try: bad()
        except TypeError as e: print(e)
    async def broken():
        async for x in arange(5):
            if x == 2: break
        else: print("never")
        async for x in arange(2): continue
        else: print("else runs", x)
        try:
            async for x in arange(3): return x
        finally: print("finally of loop")
    print(await broken())
run(drive())
