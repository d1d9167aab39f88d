# Properties: setters, deleters, copies, docstrings and the error texts.
class A:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "the x"
        return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): del self._x
    @property
    def ro(self): return "ro"
    wo = property(None, lambda s, v: print("wo", v), doc="w")
    empty = property()
a = A(); a.x = 5; print(a.x, A.x.__doc__, A.wo.__doc__, A.ro.fset, A.ro.fget(a), A.x.fget.__name__, A.ro.__name__); a.wo = 3; a.x += 1; print(a.x); del a.x
for f in (lambda: a.x, lambda: setattr(a, "ro", 1), lambda: delattr(a, "ro"), lambda: a.wo, lambda: a.empty, lambda: setattr(a, "empty", 1), lambda: A.x.foo, lambda: setattr(A.x, "fget", 1), lambda: property(1, 2, 3, 4, 5)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class B(A):
    @A.x.getter
    def x(self): return "B getter"
b = B(); b.x = 9; print(b.x, b._x)
class C(A):
    @property
    def x(self): return "C", super().x
    @x.setter
    def x(self, v): A.x.fset(self, v * 10)
c = C(); c.x = 2; print(c.x)
class P(property):
    def __get__(self, o, t=None): return "sub " + str(super().__get__(o, t)) if o else self
class D:
    @P
    def y(self): return 1
print(D().y, type(D.y).__name__)
class Abs:
    @classmethod
    def make(cls): return cls()
    @property
    def me(self): return self
print(type(Abs.make().me).__name__, Abs.me.__isabstractmethod__, isinstance(Abs.me, property))
from functools import cached_property
class E:
    n = 0
    @cached_property
    def v(self): E.n += 1; return E.n
e = E(); print(e.v, e.v, vars(e)); del e.v; print(e.v); e.v = "set"; print(e.v)
