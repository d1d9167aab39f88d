# Closures share variables, not values.
def counter():
    n = 0
    def inc(): nonlocal n; n += 1; return n
    def get(): return n
    return inc, get
i, g = counter(); i(); i(); print(g(), counter()[1]())
def loop():
    fs = []
    for k in range(3): fs.append(lambda: k)
    r = [f() for f in fs]
    k = "changed"
    return r, [f() for f in fs]
print(loop())
def unbound():
    def f(): return x
    try: f()
    except NameError as e: print(type(e).__name__, e)
    x = 1; print(f()); del x
    try: f()
    except NameError as e: print(e)
    try: x
    except UnboundLocalError as e: print(e)
unbound()
def cellarg(a, *args, k=1, **kw):
    def f(): return a, args, k, kw
    a += 1; args = "changed"
    return f
print(cellarg(1, 2, k=3, z=4)(), cellarg(1).__closure__[0].cell_contents, cellarg.__code__.co_cellvars, cellarg(1).__code__.co_freevars)
def levels(a):
    def l2():
        def l3():
            nonlocal a
            a *= 2
            return a
        return l3
    return l2
f = levels(3)(); print(f(), f())
class A:
    x = "class"
    def m(self): return x
x = "global"; print(A().m())
def rec():
    def fact(n): return 1 if n < 2 else n * fact(n - 1)
    return fact
print(rec()(10))
import types
c = types.CellType(5); print(c.cell_contents, c == types.CellType(5), types.CellType() < c)
def get(): return c1
def mk(v):
    c1 = v
    return lambda: c1
h = mk(1); h.__closure__[0].cell_contents = 99; print(h())
del h.__closure__[0].cell_contents
try: h()
except NameError as e: print(e)
