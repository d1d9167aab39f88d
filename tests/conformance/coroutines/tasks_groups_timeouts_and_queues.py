# asyncio from the language's side: TaskGroup with failing children, timeouts, cancellation that is swallowed or uncancelled, queues, and except* around it.
import asyncio
log = []
async def child(name, steps, fail=None):
    try:
        for i in range(steps):
            log.append(f"{name}{i}"); await asyncio.sleep(0)
        if fail: raise fail
        return name
    except asyncio.CancelledError as e:
        log.append(f"{name} cancelled {e.args}"); raise
    finally: log.append(f"{name} done")
def flush(*a): print(*a, "|", " ".join(log)); log.clear()
async def groups():
    async with asyncio.TaskGroup() as tg:
        a, b = tg.create_task(child("a", 2)), tg.create_task(child("b", 1), name="bee")
    flush(a.result(), b.get_name())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(child("c", 5)); tg.create_task(child("d", 1, ValueError("d")))
            tg.create_task(child("e", 1, KeyError("e")))
            await asyncio.sleep(10)
    except* ValueError as eg: flush("V", eg.exceptions)
    except* KeyError as eg: flush("K", eg.exceptions)
    try:
        async with asyncio.TaskGroup() as tg:
            t = tg.create_task(child("f", 3)); raise OSError("body")
    except* OSError as eg: flush(eg.message, eg.exceptions, t.cancelled())
    tg = asyncio.TaskGroup(); c = child("never", 1)
    for step in (lambda: tg.create_task(c),):
        try: step()
        except (RuntimeError, TypeError) as e: print(type(e).__name__, str(e).split(" <")[0])
    c.close()
    async with asyncio.TaskGroup() as tg: 
        async def nested():
            async with asyncio.TaskGroup() as inner: inner.create_task(child("n", 1, RuntimeError("deep")))
        try:
            await nested()
        except* RuntimeError as eg: flush(repr(eg))
async def timeouts():
    try:
        async with asyncio.timeout(0): await child("t", 50)
    except TimeoutError as e: flush(repr(e), type(e.__cause__).__name__)
    async with asyncio.timeout(None) as cm: await asyncio.sleep(0)
    print(cm.expired(), cm.when())
    try: await asyncio.wait_for(child("w", 50), 0.001 - 0.001)
    except TimeoutError: flush("wait_for")
    print(await asyncio.wait_for(child("x", 1), 5)); flush()
    try:
        async with asyncio.timeout(0):
            try: await asyncio.sleep(1)
            finally: raise KeyError("replaces")
    except KeyError as e: print(repr(e), type(e.__context__).__name__)
async def cancels():
    async def stubborn():
        try: await asyncio.sleep(10)
        except asyncio.CancelledError:
            log.append(f"asked {asyncio.current_task().cancelling()}")
            asyncio.current_task().uncancel(); await asyncio.sleep(0); return "survived"
    t = asyncio.create_task(stubborn()); await asyncio.sleep(0); print(t.cancel("msg"), await t, t.cancelled(), t.cancelling(), t.cancel()); flush()
    t = asyncio.create_task(child("z", 9)); await asyncio.sleep(0); t.cancel("because")
    try: await t
    except asyncio.CancelledError as e: flush(e.args, t.done())
    for f in (t.result, t.exception):
        try: f()
        except asyncio.CancelledError as e: print(e.args)
    inner = asyncio.create_task(child("s", 3)); outer = asyncio.ensure_future(asyncio.shield(inner)); await asyncio.sleep(0); outer.cancel()
    print(await inner); flush()
    fut = asyncio.get_running_loop().create_future()
    for f in (fut.result, fut.exception, lambda: fut.set_exception(StopIteration()), lambda: fut.set_exception(5), lambda: fut.set_result(1), lambda: fut.set_result(2), fut.result, lambda: fut.cancel(), lambda: fut.remove_done_callback(print)):
        try: print(f())
        except Exception as e: print(type(e).__name__)
    print(await asyncio.gather(child("g", 1), child("h", 2, ValueError("h")), return_exceptions=True)); flush()
    try: await asyncio.gather(child("i", 1, ValueError("i")), child("j", 3))
    except ValueError as e: print(e)
    await asyncio.sleep(0); await asyncio.sleep(0); await asyncio.sleep(0); flush()
    done, pending = await asyncio.wait([asyncio.create_task(child("k", 1)), asyncio.create_task(child("l", 4))], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending)); [await p for p in pending]; flush()
async def queues():
    q = asyncio.Queue(2); out = []
    async def producer():
        for i in range(5): await q.put(i); out.append(f"+{i}")
        q.shutdown()
    async def consumer():
        try:
            while True: out.append(f"-{await q.get()}"); q.task_done()
        except asyncio.QueueShutDown: out.append("shut")
    await asyncio.gather(producer(), consumer()); print(*out)
    p = asyncio.PriorityQueue(); [p.put_nowait(x) for x in (3, 1, 2)]; print([p.get_nowait() for _ in range(3)])
    for f in (p.get_nowait, lambda: (q.put_nowait(1)), lambda: [p.task_done() for _ in range(4)]):
        try: f()
        except Exception as e: print(type(e).__name__, e)
    lock, ev, sem = asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(1)
    async with lock: print(lock.locked())
    try: lock.release()
    except RuntimeError as e: print(e)
    asyncio.get_running_loop().call_soon(ev.set); print(await ev.wait(), ev.is_set())
    async with sem: print(sem.locked())
for f in (groups, timeouts, cancels, queues): asyncio.run(f())
try: asyncio.run(5)
except (TypeError, ValueError) as e: print(e)
try: asyncio.get_running_loop()
except RuntimeError as e: print(e)
