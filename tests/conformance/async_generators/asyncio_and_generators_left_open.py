# Asynchronous generators under asyncio: shutdown_asyncgens, aclosing, cancellation inside, concurrent use, exceptions across await, and iteration that is left early.
import asyncio, contextlib, gc
log = []
async def ticker(name, n):
    try:
        for i in range(n): yield i; await asyncio.sleep(0)
    except GeneratorExit: log.append(f"{name} exit"); raise
    except asyncio.CancelledError: log.append(f"{name} cancelled"); raise
    except ValueError as e: log.append(f"{name} {e}"); yield "recovered"
    finally: await asyncio.sleep(0); log.append(f"{name} done")
def flush(*a): print(*a, log); log.clear()
async def left_open():
    g = ticker("open", 5)
    async for x in g: break
    log.append("left")
async def main():
    async with contextlib.aclosing(ticker("closed", 5)) as g:
        async for x in g:
            if x: break
    flush("aclosing")
    g = ticker("thrown", 5); await anext(g); flush(await g.athrow(ValueError("v")), await anext(g, "end"))
    g = ticker("twice", 5); await anext(g)
    async def use(): return await anext(g)
    print(await asyncio.gather(use(), use(), return_exceptions=True)); await g.aclose(); flush()
    async def consume(g, out):
        async for x in g: out.append(x)
    out = []; t = asyncio.create_task(consume(ticker("cancel", 100), out)); await asyncio.sleep(0); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError: flush("cancelled", len(out) > 0)
    async def failing():
        yield 1
        raise KeyError("inside")
    try:
        async for x in failing(): log.append(x)
    except KeyError as e: flush(repr(e))
    async def nested():
        async for x in ticker("inner", 3): yield x * 10
    print([x async for x in nested()], [x async for x in nested() if x], {x async for x in nested()}, {x: y async for x in ticker("d", 2) for y in "a"}); flush()
    async def gen_with_await():
        for t in [asyncio.create_task(asyncio.sleep(0, i)) for i in range(3)]: yield await t
    print([x async for x in gen_with_await()], sum([x async for x in gen_with_await()]))
    @contextlib.asynccontextmanager
    async def cm(name, swallow=False):
        log.append("+" + name)
        try: yield name
        except ValueError as e:
            log.append(f"{name} saw {e}")
            if not swallow: raise
        finally: log.append("-" + name)
    async with cm("a") as a, cm("b") as b: log.append(a + b)
    flush()
    async with cm("s", True): raise ValueError("swallowed")
    flush()
    try:
        async with cm("t"): raise ValueError("passes")
    except ValueError as e: flush(e)
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(cm("x")); stack.push_async_callback(asyncio.sleep, 0); stack.callback(log.append, "callback"); stack.enter_context(contextlib.nullcontext())
    flush()
    async def no_yield():
        return
        yield
    try:
        async with contextlib.asynccontextmanager(no_yield)(): pass
    except RuntimeError as e: print(e)
    async def two(): yield 1; yield 2
    try:
        async with contextlib.asynccontextmanager(two)(): pass
    except RuntimeError as e: print(e)
    q = asyncio.Queue()
    async def produce():
        for i in range(3): await q.put(i)
        await q.put(None)
    async def drain():
        while (x := await q.get()) is not None: yield x
    async with asyncio.TaskGroup() as tg: tg.create_task(produce()); r = tg.create_task(consume(drain(), out := []))
    print(out, r.result()); 
    async def timeout_inside():
        try:
            async with asyncio.timeout(0): 
                async for x in ticker("timed", 1000): pass
        except TimeoutError: return "timed out"
    flush(await timeout_inside())
    await left_open(); gc.collect(); await asyncio.sleep(0); await asyncio.sleep(0); await asyncio.sleep(0); flush()
    global kept; kept = ticker("kept", 5); await anext(kept)
    log.append("main ends")
asyncio.run(main()); flush("after run")
async def again():
    try: await anext(kept)
    except StopAsyncIteration: print("was closed by the loop's end")
asyncio.run(again())
