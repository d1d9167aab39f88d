# Decorators are evaluated top-down, applied bottom-up; any expression goes.
def d(n):
    print("make", n)
    def w(f): print("apply", n, getattr(f, "__name__", f)); return f
    return w
@d(1)
@d(2)
def f(x=print("default")): return "f"
@d("class")
class C:
    @d("m")
    def m(self): pass
    @staticmethod
    @d("s")
    def s(): return "s"
    @classmethod
    def c(cls): return cls.__name__
    @property
    @d("p")
    def p(self): return "p"
print(f(), C.s(), C.c(), C().p)
@lambda f: 5
def five(): pass
@[len, str][1]
class Named: pass
@(x := d("walrus"))
def g(): pass
@C.s if 0 else d("cond")
def h(): pass
print(five, Named[:16], x is not None)
import functools
def wraps(f):
    @functools.wraps(f)
    def w(*a, **k): return "wrapped", f(*a, **k)
    return w
@wraps
def doc(a: int) -> str:
    "docstring"
    return a
print(doc(1), doc.__name__, doc.__doc__, doc.__wrapped__(2), doc.__annotations__, doc.__qualname__)
def count(f):
    def w(*a): w.n += 1; return f(*a)
    w.n = 0
    return w
@count
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(10), fib.n)
try:
    @None
    def bad(): pass
except TypeError as e: print(e)
try:
    @undefined
    def bad(): print("never")
except NameError as e: print(e, "bad" in globals())
class Deco:
    def __init__(self, f): self.f = f
    def __call__(self, *a): return "Deco", self.f(*a)
    def __get__(self, o, t): return functools.partial(self, o)
class U:
    @Deco
    def m(self, x): return x
print(U().m(3))
