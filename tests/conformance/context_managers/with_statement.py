# with: lookup on the type, exit order, swallowing, errors in enter and exit.
class CM:
    def __init__(self, n, swallow=False): self.n, self.s = n, swallow
    def __enter__(self): print("enter", self.n); return self.n * 2
    def __exit__(self, t, v, tb): print("exit", self.n, t and t.__name__, v, tb is not None); return self.s
with CM(1) as a, CM(2) as b: print(a, b)
with (CM(3) as c, CM(4),): print(c)
with CM(5, True): raise ValueError("swallowed")
try:
    with CM(6), CM(7): raise KeyError("through")
except KeyError as e: print(e)
class BadExit(CM):
    def __exit__(self, *a): raise RuntimeError("exit")
try:
    with BadExit(8): raise ValueError("body")
except RuntimeError as e: print(e, repr(e.__context__))
class BadEnter(CM):
    def __enter__(self): raise RuntimeError("enter")
try:
    with CM(9), BadEnter(10): print("never")
except RuntimeError as e: print(e)
def f():
    for i in range(3):
        with CM(i):
            if i == 0: continue
            if i == 1: return "ret"
print(f())
class X: pass
class Y:
    def __enter__(self): return self
class Z:
    def __exit__(self, *a): pass
for o in (X(), Y(), Z(), 5):
    try:
        with o: pass
    except TypeError as e: print(e)
x = X(); x.__enter__ = lambda: 1; x.__exit__ = lambda *a: 1
try:
    with x: pass
except TypeError as e: print(e)
l = [0, 0]
o = X()
with CM(3) as o.attr, CM(4) as l[1]: print(o.attr, l)
with CM((1, 2)) as (p, q, *r): print(p, q, r)
def g():
    with CM("gen"): yield 1
i = g(); next(i); i.close()
