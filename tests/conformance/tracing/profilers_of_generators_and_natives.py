# sys.setprofile hears calls, returns and C calls, with exceptions and generators between; what a profiler that fails or removes itself does; threads' variants.
import sys, threading
HERE = sys._getframe().f_code.co_filename
def run(f, *a):
    out = []
    def prof(frame, event, arg):
        if frame.f_code.co_filename != HERE: return
        a = getattr(arg, "__name__", arg if isinstance(arg, (int, str, type(None))) else type(arg).__name__)
        if a == "setprofile": return
        out.append(f"{frame.f_code.co_name}.{event}({a})")
    sys.setprofile(prof)
    try: f(*a)
    except Exception as e: out.append("raised " + type(e).__name__)
    finally: sys.setprofile(None)
    print(f.__name__, " ".join(out))
class K:
    def __init__(self): self.v = []
    def m(self): return len(self.v)
    def __len__(self): return 3
    def __iter__(self): yield from "ab"
    def __getattr__(self, n): return n
k = K()
def natives(): len("a"); [].append(1); "x".upper(); max(1, 2); sorted([2, 1], key=abs); int("5"); str(1); list("ab"); dict(a=1); k.v.extend([1]); isinstance(1, int); type(1); range(3); print(end="")
def callbacks(): sorted([1, 2], key=lambda v: -v); list(map(lambda v: v, "a")); len(k); list(k); k.missing; max([1], key=lambda v: v); "a".join(x for x in "bc"); sum(x for x in [1])
def raising():
    try: int("q")
    except ValueError: pass
    try: inner()
    except LookupError: pass
    [].pop()
def inner(): raise LookupError
def gen(): yield 1; yield 2
def gens():
    g = gen(); next(g); next(g); next(g, None); h = gen(); next(h); h.close(); i = gen(); next(i)
    try: i.throw(ValueError)
    except ValueError: pass
    [x for x in gen()]
def comps(): return [x for x in "ab"], {x for x in "c"}, (lambda: 1)(), list(x for x in "d")
def classes():
    class C: x = len("abc")
    C(); K().m()
def coroutine():
    async def c(): return 5
    try: c().send(None)
    except StopIteration: pass
def partials():
    import functools
    functools.partial(inner_ok, 1)(); functools.reduce(lambda a, b: a + b, [1, 2, 3])
def inner_ok(x): return x
def stars(): inner_ok(*[1]); inner_ok(**{"x": 1}); len(*["a"]); print(**{"end": ""})
for f in (natives, callbacks, raising, gens, comps, classes, coroutine, partials, stars): run(f)
def once(frame, event, arg):
    seen.append((frame.f_code.co_name, event)); sys.setprofile(None)
seen = []; sys.setprofile(once); inner_ok(1); inner_ok(2); print(seen, sys.getprofile())
def fails(frame, event, arg):
    if event == "call": raise ZeroDivisionError("in the profiler")
sys.setprofile(fails)
try: inner_ok(3)
except ZeroDivisionError as e: print(e, sys.getprofile())
sys.setprofile(None)
def swap(frame, event, arg): seen.append(event); sys.setprofile(other)
def other(frame, event, arg): seen.append("other " + event)
seen.clear(); sys.setprofile(swap); inner_ok(1); sys.setprofile(None); print(seen)
for bad in (5, "x"):
    try: sys.setprofile(bad); inner_ok(1); print("set", sys.getprofile() is bad); sys.setprofile(None)
    except Exception as e: sys.setprofile(None); print(type(e).__name__, e)
try: sys.setprofile()
except TypeError as e: print(e)
print(threading.getprofile(), threading.gettrace()); threading.setprofile(other); print(threading.getprofile() is other, sys.getprofile()); threading.setprofile(None)
both = []
sys.settrace(lambda f, e, a: both.append("t" + e[0])); sys.setprofile(lambda f, e, a: both.append("p" + e)); inner_ok(1); sys.settrace(None); sys.setprofile(None); print(both)
class Method:
    def prof(self, frame, event, arg): both.append(event)
both.clear(); sys.setprofile(Method().prof); inner_ok(1); sys.setprofile(None); print(both)
def changes(frame, event, arg):
    if event == "return": frame.f_locals["x"] = "changed"
def keeps(x):
    y = inner_ok(x)
    return x, y
sys.setprofile(changes); r = keeps(1); sys.setprofile(None); print(r)
