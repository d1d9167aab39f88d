# Methods and class attributes patched between and during calls.
class A:
    x = 1
    def m(self): return "m"
    def __len__(self): return 3
    def __add__(self, o): return "add"
a = A()
def f(o): return o.m(), o.x, len(o), o + 1
print(f(a), f(a))
A.m = lambda self: "patched"; A.x = 2; A.__len__ = lambda self: 7; A.__add__ = lambda s, o: "new add"
print(f(a)); a.m = lambda: "instance"; a.x = "inst"; print(f(a)); del a.m, a.x; print(f(a))
def loop():
    r = []
    for i in range(5):
        r.append(a.m())
        if i == 1: A.m = lambda self: "loop"
        if i == 2: a.m = lambda: "own"
        if i == 3: del a.m
    return r
print(loop())
class B(A): pass
b = B(); print(f(b)); B.m = lambda self: "B.m"; print(f(b)); del B.m; print(f(b))
A.__getattr__ = lambda self, n: "dyn " + n; print(b.nope, a.other)
def nope(o): return o.nope
print(nope(b)); A.nope = "now there"; print(nope(b)); b.nope = "inst"; print(nope(b)); del b.nope, A.nope; print(nope(b))
b.__class__ = A; print(f(b), type(b).__name__)
class P:
    @property
    def v(self): return 1
p = P()
def getv(): return p.v
print(getv()); P.v = 5; print(getv()); P.v = property(lambda s: "prop"); print(getv()); del P.v
try: getv()
except AttributeError as e: print(e)
