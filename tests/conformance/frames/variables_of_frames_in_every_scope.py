# What f_locals and locals() are in modules, functions, classes, comprehensions, generators and exec'd code: which are live, which are snapshots (PEP 667).
import sys
def frame(): return sys._getframe(1)
def kinds(f): return type(f.f_locals).__name__, f.f_code.co_name
def function(a, b=2):
    c = 3
    f = frame(); p = f.f_locals
    snap = locals()
    p["a"] = "written"; p["new"] = 9
    print(a, snap["a"], sorted(p), "new" in locals(), p is f.f_locals, p == f.f_locals, locals() is locals(), kinds(f))
    c = "changed"; print(p["c"], snap["c"])
    def inner():
        nonlocal b
        q = sys._getframe().f_locals
        q["b"] = "through the cell"; return sorted(q)
    print(inner(), b, p["b"]); del b
    print("b" in p, list(p)[:3], p.get("b", "none")); p["b"] = "back"; print(b)
    for bad in ("del p['a']", "p.pop('a')", "p.clear()", "p.popitem()", "p['zz']", "p[1]", "del p['zz']"):
        try: exec(bad, {"p": p})
        except Exception as e: print(bad, type(e).__name__, e)
    p.update({"a": 1, "z": 2}); p |= {"y": 3}; print(a, p.setdefault("a", 5), p.setdefault("w", 6), sorted(p | {"u": 1})[-3:], len(p), type(p | {}).__name__)
    try: {**p}["nope"]
    except KeyError as e: print("KeyError", e)
    return p
p = function(1)
print(type(p).__name__, p["a"], p["z"], len(list(reversed(p))), isinstance(p, __import__("collections").abc.Mapping), p.copy()["c"], type(p.copy()).__name__)
try: hash(p)
except TypeError as e: print(e)
print(sys._getframe().f_locals is globals(), locals() is globals(), kinds(frame()))
class C:
    x = 1
    f = frame(); l = locals()
    print(f.f_locals is l, l is locals(), sorted(k for k in l if k[0] != "_"), kinds(f))
    l["y"] = 2; f.f_locals["z"] = 3
    print(y, z)
    comp = [(sorted(k for k in locals() if k[0] != "_"), i) for i in range(1)]
    print(comp)
print(C.y, C.z)
def comps():
    n = 5
    print([sorted(locals()) for i in range(1)], [sorted(sys._getframe().f_locals) for i in range(1)], [sys._getframe().f_code.co_name for _ in "a"])
    print(list(sorted(locals()) for i in range(1)), [[sorted(locals()) for j in "b"] for i in "a"], {k: sorted(locals()) for k in "c"})
    print([locals().get("n") for n in (7,)], n, eval("[n for _ in 'x']"), eval("n + 1", globals(), {"n": 10}))
    x = [(frame().f_locals.__setitem__("n", i), n)[1] for i in range(3)]; print(x, n)
comps()
def gen():
    a = 1
    yield
    b = 2
    yield a
g = gen(); print(dict(g.gi_frame.f_locals), next(g), dict(g.gi_frame.f_locals)); g.gi_frame.f_locals["a"] = "new"; print(next(g), dict(g.gi_frame.f_locals), next(g, "end"), g.gi_frame)
def ex():
    n = 1
    exec("n = 2; m = 3; print(sorted(locals()))"); print(n, "m" in locals())
    ns = {}; exec("n = 5; print(locals() is globals())", globals(), ns); print(ns)
    exec("def h(): return sorted(locals())\nprint(h())", {})
    fl = sys._getframe().f_locals; exec("n = 8; k = 9", globals(), fl); print(n, sorted(fl))
    return eval("locals()") == locals(), eval("vars() == dir()") or eval("sorted(vars()) == dir()")
print(ex())
def late():
    if False: never = 1
    f = sys._getframe(); f.f_locals["never"] = "made"; print(never); del never
    try: never
    except UnboundLocalError as e: print(e)
    f.f_locals["f"] = None; print(f)
    lam = lambda q=1: sys._getframe().f_locals; print(dict(lam()), dict((lambda: sys._getframe(1).f_locals)())["f"])
late()
def cls():
    v = 1
    class In:
        print(sorted(k for k in locals() if k[0] != "_"), sorted(k for k in sys._getframe().f_back.f_locals))
        v = 2
        print(v, sys._getframe().f_back.f_locals["v"])
    return In.v
print(cls())
