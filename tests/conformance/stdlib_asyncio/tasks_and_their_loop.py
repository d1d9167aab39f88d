# Why: tasks step coroutines for the loop; what a coroutine yields, how it ends, and who runs at the moment is theirs to tell.
import _asyncio, asyncio, contextvars


def show(name, act):
    try:
        print(name, "->", repr(act()))
    except BaseException as e:
        print(name, "!!", type(e).__module__, type(e).__name__, e.args)


async def nothing():
    pass


class Yields:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return got


async def bad(value):
    try:
        return await Yields(value)
    except RuntimeError as e:
        return str(e).split("<")[0].split("object")[0]


def plain_generator():
    yield 1


class Like:
    """Like a future, but none."""
    _asyncio_future_blocking = None

    def __init__(self, loop):
        self.loop, self.callbacks = loop, []

    def get_loop(self):
        return self.loop

    def add_done_callback(self, fn, *, context=None):
        print("like: callback", fn.__qualname__, context is not None)
        self.callbacks.append(fn)
        self.loop.call_soon(fn, self, context=context)

    def result(self):
        return "liked"

    def __await__(self):
        self._asyncio_future_blocking = True
        yield self
        return self.result()


var = contextvars.ContextVar("var", default="unset")


async def main():
    loop = asyncio.get_running_loop()
    me = asyncio.current_task()
    print(_asyncio._get_running_loop() is loop, me in asyncio.all_tasks(), me.get_coro().__name__)

    # What coroutines yield.
    for value in [5, plain_generator(), loop.create_future()]:
        print(await asyncio.create_task(bad(value)))
    print(await asyncio.create_task(bad(None)))
    other = asyncio.new_event_loop()
    foreign = other.create_future()
    foreign._asyncio_future_blocking = True
    print((await asyncio.create_task(bad(foreign)))[:5])
    other.close()
    print(await Like(loop))

    async def itself():
        try:
            await asyncio.current_task()
        except RuntimeError as e:
            return str(e)[:26]
    print(await asyncio.create_task(itself()))

    # How they end.
    async def fails(e):
        raise e
    for e in [ValueError("v"), StopAsyncIteration(), asyncio.CancelledError("c")]:
        task = asyncio.create_task(fails(e))
        try:
            await task
        except BaseException as caught:
            print(repr(caught), caught is e, task.cancelled(), task.done())
    task = asyncio.create_task(fails(ValueError("v")))
    await asyncio.wait([task])
    print(repr(task.exception()), task._log_traceback, task.get_stack()[0].f_code.co_name)

    # Cancelling, and taking it back.
    async def sleeper():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError as e:
            print("cancelled", e.args, asyncio.current_task().cancelling())
            asyncio.current_task().uncancel()
            await asyncio.sleep(0)
            return "went on"
    task = asyncio.create_task(sleeper())
    await asyncio.sleep(0)
    print(task.cancel("msg"), task.cancel("again"), task.cancelling(), task._must_cancel)
    print(await task, task.cancelling(), task.cancel())
    task = asyncio.create_task(sleeper())
    print(task.cancel(), task._must_cancel, task._fut_waiter)
    try:
        await task
    except asyncio.CancelledError as e:
        print("never began", e.args)

    # Names, contexts.
    task = asyncio.create_task(nothing(), name=7)
    task.set_name(["x"])
    print(task.get_name(), task.get_context() is not None)
    await task
    print(repr(task).split(" coro")[0])

    async def sets(value):
        before = var.get()
        var.set(value)
        await asyncio.sleep(0)
        return before, var.get()
    context = contextvars.copy_context()
    print(await asyncio.create_task(sets("own")), var.get())
    print(await asyncio.create_task(sets("given"), context=context), context[var])
    print(await asyncio.create_task(sets("next"), context=context), var.get())

    # Tasks of derived classes are asked, not read.
    class Derived(asyncio.Task):
        def done(self):
            return True
    derived = Derived(nothing(), loop=loop)
    print(derived in asyncio.all_tasks(), derived.get_name().startswith("Task-"))
    await asyncio.sleep(0)

    class Future(asyncio.Future):
        def add_done_callback(self, fn, *, context=None):
            print("added", fn.__name__)
            super().add_done_callback(fn, context=context)

        def result(self):
            return "derived " + super().result()
    f = Future(loop=loop)
    loop.call_soon(f.set_result, "result")
    print(await f)

    # Eager tasks run at once.
    async def eager(n):
        print("runs", asyncio.current_task() is not me, asyncio.current_task() in asyncio.all_tasks())
        if n:
            await asyncio.sleep(0)
        return n
    for n in range(2):
        task = asyncio.Task(eager(n), loop=loop, eager_start=True)
        print(task.done(), asyncio.current_task() is me, task.get_coro() is None, await task)
    loop.set_task_factory(asyncio.eager_task_factory)
    print(await asyncio.gather(eager(0), eager(1)))
    loop.set_task_factory(None)


asyncio.run(main())

# The registers, by hand.
loop = asyncio.new_event_loop()
show("no coroutine", lambda: asyncio.Task(1, loop=loop))
show("current", _asyncio.current_task)
show("current of a loop", lambda: _asyncio.current_task(loop))
show("all", _asyncio.all_tasks)
_asyncio._set_running_loop("loop")
show("leave", lambda: _asyncio._leave_task("loop", 5))
show("enter", lambda: _asyncio._enter_task("loop", 5))
show("enter", lambda: _asyncio._enter_task("loop", 6))
show("leave", lambda: _asyncio._leave_task("loop", 6))
show("swap", lambda: _asyncio._swap_current_task("loop", 7))
show("current", lambda: (_asyncio.current_task(), _asyncio.current_task("other")))
show("swap", lambda: _asyncio._swap_current_task("loop", None))
show("other loop", lambda: _asyncio._swap_current_task("other", None))


class Other:
    def __init__(self, loop):
        self._loop = loop

    def done(self):
        return False

    def __repr__(self):
        return "Other"


thing = Other("loop")
show("register", lambda: _asyncio._register_task(thing))
show("all", lambda: _asyncio.all_tasks())
show("unregister", lambda: _asyncio._unregister_task(thing))
show("eager", lambda: _asyncio._register_eager_task(thing))
show("all", lambda: _asyncio.all_tasks("loop"))
show("no eager", lambda: _asyncio._unregister_eager_task(thing))
show("all", lambda: _asyncio.all_tasks("loop"))
show("register int", lambda: _asyncio._register_task(5))
_asyncio._set_running_loop(None)
task = asyncio.Task(nothing(), loop=loop)
task._log_destroy_pending = False
show("result", lambda: task.set_result(1))
show("exception", lambda: task.set_exception(1))
show("in loop", lambda: task in _asyncio.all_tasks(loop))
_asyncio._unregister_task(task)
show("not in loop", lambda: task in _asyncio.all_tasks(loop))
loop.run_until_complete(task)
loop.close()
