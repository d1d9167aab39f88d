# gi_*, cr_* and ag_* attributes in every state, names that can be changed, what copies and pickles refuse, and delegation seen from outside.
import inspect, types, copy, pickle, sys
def inner():
    yield "i1"
    yield "i2"
    return "ret"
def g():
    log.append((me.gi_running, me.gi_suspended, me.gi_yieldfrom, inspect.getgeneratorstate(me)))
    r = yield from inner()
    log.append(r)
    yield from [1]
    yield from (x := iter("ab"))
    return 5
log = []
me = g(); states = []
def note(): states.append((inspect.getgeneratorstate(me), type(me.gi_yieldfrom).__name__, me.gi_suspended, me.gi_frame and me.gi_frame.f_lineno - g.__code__.co_firstlineno))
note()
for v in me: note()
note(); print(*states, sep="\n"); print(log)
for attr, value in (("__name__", "new"), ("__name__", 1), ("__qualname__", "a.b"), ("__qualname__", b"x"), ("gi_running", 1), ("gi_frame", None), ("gi_code", None), ("gi_yieldfrom", 3), ("gi_suspended", 1), ("other", 1)):
    try: setattr(me, attr, value); print(attr, getattr(me, attr))
    except Exception as e: print(attr, type(e).__name__, e)
print(repr(me).split(" at 0x")[0], me.gi_code is g.__code__, g.__name__)
for attr in ("__name__", "__qualname__"):
    try: delattr(me, attr)
    except Exception as e: print(type(e).__name__, e)
for f in (copy.copy, copy.deepcopy, pickle.dumps, lambda g: g < g, lambda g: g(), len, bool, hash, lambda g: g[0], lambda g: g + g, lambda g: type(g)(), lambda g: type("G", (type(g),), {}), iter, lambda g: reversed(g), lambda g: g.send(), lambda g: g.send(1, 2), lambda g: g.close(1), lambda g: g.send(None), lambda g: g.__next__(1)):
    try: r = f(me); print(type(r).__name__)
    except Exception as e: print(type(e).__name__, e)
def fresh(): yield
f = fresh()
try: f.send(1)
except TypeError as e: print(e)
print(f.send(None), next(f, 1))
def self_iter():
    try: next(it)
    except ValueError as e: yield str(e)
    try: it.throw(KeyError)
    except ValueError as e: yield str(e)
    try: it.close()
    except ValueError as e: yield str(e)
it = self_iter(); print(list(it))
async def co():
    log.append((c.cr_running, c.cr_suspended, c.cr_await))
    await Aw()
    return 7
class Aw:
    def __await__(self): return (yield "awaited")
log.clear(); c = co(); print(inspect.getcoroutinestate(c), c.cr_frame is not None, c.cr_origin, c.send(None), type(c.cr_await).__name__, c.cr_suspended, inspect.getcoroutinestate(c), log)
try: c.send(1)
except StopIteration as e: print(e.value, c.cr_frame, inspect.getcoroutinestate(c), c.cr_await)
for f in (lambda: c.send(None), lambda: c.throw(ValueError("late")), lambda: c.close(), lambda: next(c), lambda: iter(c), lambda: setattr(c, "cr_frame", 1), lambda: c.__await__().send(None), lambda: [*c], lambda: setattr(c, "__name__", "nn"), lambda: repr(c).split(" at")[0], lambda: type(c.__await__()).__name__):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
async def ag(): yield 1
a = ag(); print(a.ag_running, a.ag_suspended, a.ag_await, a.ag_code.co_name, a.ag_frame.f_lineno - ag.__code__.co_firstlineno, inspect.getasyncgenstate(a))
s = a.asend(None)
try: s.send(None)
except StopIteration as e: print(e.value, a.ag_suspended, inspect.getasyncgenstate(a))
for f in (lambda: next(a), lambda: iter(a), lambda: a.__aiter__() is a, lambda: list(a), lambda: s.send(None), lambda: setattr(a, "__name__", "x"), lambda: a.__name__, lambda: a.send(1), lambda: repr(a).split(" at")[0]):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
@types.coroutine
def old(): yield "from types.coroutine"
async def uses(): await old()
u = uses(); print(u.send(None), u.cr_await.gi_code.co_name, inspect.isawaitable(u.cr_await), old.__code__.co_flags & inspect.CO_ITERABLE_COROUTINE != 0, u.close())
try: types.coroutine(5)
except TypeError as e: print(e)
ge = (i for i in "xy"); print(ge.__name__, ge.__qualname__, sorted(inspect.getgeneratorlocals(ge)), next(ge), inspect.getgeneratorlocals(ge)["i"])
class K:
    def m(self): yield
    l = lambda: (yield)
print(K().m().__qualname__, K.l().__qualname__, list(K.l()))
