# __prepare__ supplies the namespace; the metaclass is the most derived one.
class NS(dict):
    def __setitem__(self, k, v):
        if not k.startswith("__"): print("store", k)
        super().__setitem__(k, v)
    def __missing__(self, k):
        if k.startswith("auto"): return k.upper()
        raise KeyError(k)
class M(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw): print("prepare", name, bases, kw); return NS()
    def __new__(mcs, name, bases, ns, **kw): print("new", name, sorted(kw)); return super().__new__(mcs, name, bases, dict(ns))
    def __init__(cls, name, bases, ns, **kw): print("init", name); super().__init__(name, bases, ns)
    def hello(cls): return "hi from " + cls.__name__
    @property
    def p(cls): return "meta property"
    def __len__(cls): return 42
    def __iter__(cls): return iter("meta")
    def __getattr__(cls, n): return "meta getattr " + n
    def __instancecheck__(cls, o): return o == 1
    def __subclasscheck__(cls, o): return o is int
    def __repr__(cls): return f"<M {cls.__name__}>"
    def __contains__(cls, x): return x == "in"
    def __add__(cls, o): return "added"
class A(metaclass=M, flag=1):
    x = autox
    def f(self): pass
print(A.hello(), A.p, len(A), list(A), A.zip, isinstance(1, A), isinstance(2, A), issubclass(int, A), A, "in" in A, A + 1, A.x, isinstance(A(), A))
try: A().hello()
except AttributeError as e: print(e)
class B(A): pass
print(type(B), type(B) is M)
class M2(type): pass
try:
    class C(A, metaclass=M2): pass
except TypeError as e: print(e)
def func(name, bases, ns, **kw): return (name, bases, sorted(k for k in ns if not k.startswith("__")), kw)
class D(metaclass=func, k=1): a = 1
print(D)
class N(type):
    @classmethod
    def __prepare__(mcs, *a): return 5
try:
    class E(metaclass=N): pass
except TypeError as e: print(e)
class Enumish(type):
    def __call__(cls, *a): return f"{cls.__name__}{a}"
class F(metaclass=Enumish): pass
print(F(1, 2), type.__call__(F).__class__.__name__)
import types
print(types.new_class("Z", (), {}, lambda ns: ns.update(q=1)).q, types.resolve_bases((int,)), type(M), type(type) is type)
