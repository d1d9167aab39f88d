# PEP 479: StopIteration that leaks becomes RuntimeError; attributes describe the state.
def g():
    yield 1
    raise StopIteration("leak")
try: list(g())
except RuntimeError as e: print(e, repr(e.__cause__), e.__context__ is e.__cause__)
def h(): yield next(iter([]))
try: list(h())
except RuntimeError as e: print(e)
def taker(it):
    while True:
        try: yield next(it)
        except StopIteration: return
print(list(taker(iter([1, 2]))))
i = g()
print(i.gi_running, i.gi_frame is not None, i.gi_code.co_name, i.__name__, i.__qualname__, i.gi_suspended)
next(i); print(i.gi_suspended, i.gi_frame.f_lineno - i.gi_code.co_firstlineno)
i.close(); print(i.gi_frame, i.gi_suspended)
def selfref():
    try: next(me)
    except ValueError as e: yield str(e)
me = selfref(); print(next(me))
import inspect
j = h(); print(inspect.getgeneratorstate(j), inspect.isgenerator(j), inspect.isgeneratorfunction(h)); j.close(); print(inspect.getgeneratorstate(j))
gen = (x for x in "ab"); print(gen.__name__, gen.__qualname__, iter(gen) is gen, hasattr(gen, "__len__"), type(gen))
def args(): yield; yield (yield), (yield 5)
a = args(); print(next(a), next(a), a.send("p"), a.send("q", ) if 0 else None)
