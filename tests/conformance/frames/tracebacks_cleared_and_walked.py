# Frames behind tracebacks: walking, clearing, replacing tb_next, locals kept alive by them, and what sys.exc_info, sys.last_exc and post-mortem tools rely on.
import sys, traceback, gc, weakref, types
class O: pass
def inner(n):
    local = O(); refs.append(weakref.ref(local)); mark = n
    if n: return inner(n - 1)
    raise ValueError("deep")
refs = []
def caught(f, *a):
    try: f(*a)
    except BaseException as e: return e
e = caught(inner, 3)
tbs = []; tb = e.__traceback__
while tb: tbs.append(tb); tb = tb.tb_next
print([t.tb_frame.f_code.co_name for t in tbs], [t.tb_frame.f_locals.get("mark") for t in tbs], [r() is not None for r in refs], [t.tb_lineno - inner.__code__.co_firstlineno for t in tbs[1:]], [t.tb_lasti >= 0 for t in tbs])
print(tbs[-1].tb_frame.f_back is tbs[-2].tb_frame, tbs[1].tb_frame.f_lineno - inner.__code__.co_firstlineno, e.__traceback__ is tbs[0], tbs[0].tb_next is tbs[1])
traceback.clear_frames(tbs[0]); gc.collect(); print([r() is None for r in refs], [sorted(t.tb_frame.f_locals) for t in tbs[1:]], [t.tb_lineno - inner.__code__.co_firstlineno for t in tbs[1:3]])
tbs[0].tb_next = tbs[3]; print([f.name for f in traceback.extract_tb(e.__traceback__)], len(list(traceback.walk_tb(tbs[0]))))
tbs[0].tb_next = None; print(len(traceback.extract_tb(e.__traceback__)))
for a, b in ((0, 0), (1, 0), (3, 1)):
    try: tbs[a].tb_next = tbs[b]; print("linked")
    except ValueError as x: print(x)
def running():
    try: sys._getframe().clear()
    except RuntimeError as x: return str(x)
print(running())
def in_handler():
    try: raise KeyError("k")
    except KeyError as k:
        a = sys.exc_info(); b = sys.exception()
        try: raise OSError
        except OSError: c = sys.exc_info()[0]
        d = sys.exc_info()[1] is k
        return a[0].__name__, a[1] is b is k, a[2] is k.__traceback__, c.__name__, d
print(in_handler(), sys.exc_info(), sys.exception())
def reraised():
    try: inner(0)
    except ValueError as v:
        before = len(traceback.extract_tb(v.__traceback__))
        try: raise
        except ValueError as w: return before, len(traceback.extract_tb(w.__traceback__)), v is w
print(reraised())
def raised_again(e):
    try: raise e
    except ValueError: return [f.name for f in traceback.extract_tb(e.__traceback__)]
x = ValueError(); print(raised_again(x), raised_again(x), raised_again(x.with_traceback(None)))
def gen():
    try: yield 1
    finally: mark = "in finally"; frames.append(sys._getframe())
frames = []; g = gen(); next(g); g.close(); print(frames[0].f_locals, frames[0].f_back is None or frames[0].f_back.f_code.co_name)
def loop_frames():
    out = []
    for i in range(2):
        f = sys._getframe(); out.append((f.f_locals["i"], f is sys._getframe()))
    return out
print(loop_frames())
class T:
    def __init__(self): raise LookupError("init")
    def __getattr__(self, n): raise AttributeError(n)
for f in (T, lambda: [1 / 0 for _ in "a"], lambda: next(x for x in [1] if x / 0), lambda: sorted([1], key=lambda v: v / 0), lambda: list(map(lambda v: v / 0, [1])), lambda: exec("1 / 0"), lambda: eval("(lambda: 1 / 0)()"), lambda: type("C", (), {"__add__": lambda a, b: 1 / 0})() + 1, lambda: {}["k"], lambda: __import__("nope_nope"), lambda: max([], key=1), lambda: object.__new__(T).x, lambda: (yield) if 0 else None, lambda: int("z"), lambda: [].pop(), lambda: open("/nope/nope")):
    r = caught(f)
    print(type(r).__name__, [(q.name, q.line) for q in traceback.extract_tb(r.__traceback__)[1:]] if r and hasattr(r, "__traceback__") and r.__traceback__ else r if not hasattr(r, "send") else "generator")
sys.last_exc = e; sys.last_type, sys.last_value, sys.last_traceback = type(e), e, e.__traceback__
import io
out = io.StringIO(); traceback.print_last(file=out); print(out.getvalue().splitlines()[-1]); del sys.last_exc; out = io.StringIO()
try: traceback.print_last(file=out); print(out.getvalue().splitlines()[-1])
except ValueError as v: print(v)
del sys.last_type, sys.last_value, sys.last_traceback
try: traceback.print_last()
except ValueError as v: print(v)
