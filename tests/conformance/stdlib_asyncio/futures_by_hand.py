# Why: the native futures keep their states, callbacks and complaints to themselves; each method says what CPython's says.
import _asyncio, asyncio, gc
from asyncio import CancelledError, InvalidStateError

loop = asyncio.new_event_loop()
Future = _asyncio.Future


def show(name, act):
    try:
        print(name, "->", repr(act()))
    except BaseException as e:
        print(name, "!!", type(e).__module__, type(e).__name__, e.args)


print(asyncio.Future is Future, asyncio.Task is _asyncio.Task, issubclass(_asyncio.Task, Future))
print(Future.__module__, Future[int])
show("keyword", lambda: Future(foo=1))
show("no loop", lambda: Future())

raw = Future.__new__(Future)
for name in ["_state", "_callbacks", "_result", "_exception", "_log_traceback", "_asyncio_future_blocking",
             "_source_traceback", "_cancel_message", "_asyncio_awaited_by", "_loop"]:
    show("raw " + name, lambda: getattr(raw, name))
for name in ["cancel", "cancelled", "done", "exception", "result", "get_loop", "_make_cancelled_error", "__await__",
             "__repr__"]:
    raw = Future.__new__(Future)
    show("raw " + name, getattr(raw, name))
raw = Future.__new__(Future)
show("raw add", lambda: raw.add_done_callback(print))
show("raw set", lambda: raw.set_result(1))
show("raw fail", lambda: raw.set_exception(ValueError()))

f = Future(loop=loop)
show("result", f.result)
show("exception", f.exception)
show("a class that is none", lambda: f.set_exception(int))
show("no exception", lambda: f.set_exception(5))
show("StopIteration", lambda: f.set_exception(StopIteration))
error = f.exception()
print(repr(error), repr(error.__cause__), repr(error.__context__))
show("twice", lambda: f.set_result(4))
f.__init__(loop=loop)
print(f._state, f._exception, f)
print(f.cancel("why"), f._cancel_message, f.cancel(), f.cancelled(), f.done())
show("cancelled result", f.result)
show("cancelled exception", f.exception)

f = Future(loop=loop)
f.attribute = 1
print(f.attribute, hasattr(f, "__dict__"))
for value in [5, 6, 5]:
    f.add_done_callback(value)
print([c for c, _ in f._callbacks], f.remove_done_callback(5), [c for c, _ in f._callbacks])
print(f.remove_done_callback(6), f._callbacks)
show("log", lambda: setattr(f, "_log_traceback", True))
show("log", lambda: setattr(f, "_log_traceback", False))
show("delete", lambda: delattr(f, "_log_traceback"))
show("read only", lambda: setattr(f, "_state", 1))
f._asyncio_future_blocking = [1]
print(f._asyncio_future_blocking)

# The iterator of `await`.
f = Future(loop=loop)
it = iter(f)
print(type(it).__name__, it is iter(it), next(it) is f, f._asyncio_future_blocking)
show("again", lambda: next(it))
f.set_result(9)
show("over", lambda: next(it))
show("after", lambda: next(it))
show("closed", it.close)
it = iter(f)
show("throw int", lambda: it.throw(5))
show("throw", lambda: it.throw(ValueError("x")))
show("throw class", lambda: it.throw(KeyError))
show("send", lambda: iter(f).send(5))
show("ended", lambda: next(it))

# Who awaits whom.
f, a, b = (Future(loop=loop) for _ in range(3))
_asyncio.future_add_to_awaited_by(f, a)
print(f._asyncio_awaited_by == {a})
_asyncio.future_add_to_awaited_by(f, b)
print(f._asyncio_awaited_by == {a, b})
_asyncio.future_discard_from_awaited_by(f, a)
_asyncio.future_discard_from_awaited_by(f, b)
print(f._asyncio_awaited_by, _asyncio.future_add_to_awaited_by(1, 2))


# Callbacks go to the loop as soon as there is a result, in order, each in its context.
class Loop:
    def get_debug(self):
        return False

    def call_soon(self, callback, *args, **named):
        print("call_soon", callback, [type(a).__name__ for a in args], sorted(named))

    def call_exception_handler(self, context):
        print("handler", sorted(context), context["message"], repr(context.get("exception")))


f = Future(loop=Loop())
for name in "abc":
    f.add_done_callback(name)
f.set_result(1)
f.add_done_callback("late")
print(f)


class Loud(Future):
    def __del__(self):
        print("del", self._state)
        super().__del__()


def lose(cls):
    f = cls(loop=Loop())
    f.set_exception(OSError("lost"))


lose(Future)
gc.collect()
lose(Loud)
gc.collect()
f = Future(loop=Loop())
f.set_exception(OSError("seen"))
show("seen", f.result)
del f
gc.collect()
loop.close()
