# PEP 709: comprehensions run within their function, yet their names are their own: shadowed locals, cells, class bodies, nested ones, lambdas, del and errors.
import sys, traceback, inspect
def shadow(x):
    y = "y"
    r = [x for x in (1, 2)], {x: y for x in "a" for y in "b"}, x, y
    [0 for x in () for y in ()]
    return r, x, y
print(shadow("outer"))
def unbound():
    [q for q in (1, 2)]
    try: q
    except NameError as e: return type(e).__name__, str(e)
print(unbound())
def unbound_local():
    [q for q in (1, 2)]
    try: return q
    except UnboundLocalError as e: msg = str(e)
    q = 1
    return msg
print(unbound_local())
def error_restores(x):
    try: [1 / (x - 1) for x in (3, 1)]
    except ZeroDivisionError: return x
print(error_restores("kept"))
def gen_restores(x):
    r = [(yield_ := x) for x in (5, 6)]
    yield x, r, yield_
print(list(gen_restores("kept")))
def cells(x):
    fs = [lambda: x for x in range(3)]
    g = [(lambda: (x, i)) for i in range(2)]
    def h(): return x
    x = x + "!"
    return [f() for f in fs], [f() for f in g], h(), [[lambda: (i, j) for i in "a"][0]() for j in "bc"]
print(cells("cell"))
def deletes(x):
    try: r = [x for x in (1,)]; del x; x
    except UnboundLocalError as e: return r, str(e)
print(deletes(0))
def target_forms(d):
    [0 for d["k"] in (1, 2)]; [0 for d["a"], d["b"] in [(3, 4)]]
    class O: pass
    o = O(); [0 for o.attr in "xyz"]; return d, o.attr
print(target_forms({}))
class C:
    a = 1; n = 3
    try: r = [a for _ in "x"]
    except NameError as e: r = str(e)
    s = [i for i in range(n)]
    t = [[j for j in range(i)] for i in range(n)]
    i = "class i"
    u = [i for i in "z"]; v = i
    def m(self): return [__class__.__name__ for _ in "x"], [super(C, self).__init__ is not None for _ in "x"], [super().__hash__() == hash(self) for _ in "x"]
    q = [k for k in (lambda: "late")()]
print(C.r, C.s, C.t, C.u, C.v, C().m(), hasattr(C, "k"), C.q)
def free():
    z = 1
    class D:
        z = 2
        got = [z for _ in "x"]; own = z
        lam = [lambda: z for _ in "x"][0]()
    return D.got, D.own, D.lam
print(free())
glob = "global"
def uses_global():
    global glob
    return [glob for _ in "x"], [glob for glob in "local"][-1], glob
print(uses_global())
def nonlocal_user():
    n = 0
    def inner():
        nonlocal n
        [n for n in (7, 8)]; a = n
        [n := k for k in (9,)]
        return a, n
    return inner(), n
print(nonlocal_user())
def names(): return [sys._getframe().f_code.co_name for _ in "x"], list(sys._getframe().f_code.co_name for _ in "x"), [inspect.currentframe().f_back.f_code.co_name for _ in "x"] and 1
print(names())
def frames():
    try: return [1 / 0 for _ in "x"]
    except ZeroDivisionError as e: return [f.name for f in traceback.extract_tb(e.__traceback__)]
print(frames(), frames.__code__.co_varnames, shadow.__code__.co_varnames, cells.__code__.co_cellvars)
print([len(c.co_consts) >= 0 and c.co_name for c in frames.__code__.co_consts if inspect.iscode(c)], [c.co_name for c in cells.__code__.co_consts if inspect.iscode(c)])
x = "module x"
[x for x in "ab"]; print(x, [x for y in "a"], [locals()["x"] for x in "c"], "y" in globals())
print([[x, y] for x, y in {1: 2}.items()], [*(x for x in "de")], sorted({x for x in "fg"}), x, (lambda: [x for x in "h"])(), [x for x in x][-1], [x for x in [x]][0])
exec("r = [x for x in 'q']; s = [x for _ in 'q']", ns := {"x": "exec"}); print(ns["r"], ns["s"], ns["x"])
exec("x = 1\nr = [x for _ in 'a']\ns = [v for v in range(x)]", {"x": "exec globals"}, ns := {}); print(ns)
try: exec("def f(): return [undefined_thing for _ in 'a']\nf()", {})
except NameError as e: print(e)
print(eval("[a + b for a in x for b in y]", {"x": "12", "y": "3"}))
try: print(eval("[x for _ in 'a']", {}, {"x": 1}))
except NameError as e: print(e)
