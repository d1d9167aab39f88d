# __new__ may return anything; __init__ runs only on instances.
class A:
    def __new__(cls, *a, **k): print("new", cls.__name__, a, k); return super().__new__(cls)
    def __init__(self, *a, **k): print("init", a, k)
A(1, x=2)
class B:
    def __new__(cls): return 5
    def __init__(self): print("never")
print(B())
class C:
    def __new__(cls, other=None): return other if other else object.__new__(cls)
    def __init__(self, other=None): print("init C", other is None)
c = C(); print(C(c) is c)
class D:
    def __init__(self): return 1
class E: pass
class F:
    def __init__(self, a): pass
class G:
    def __new__(cls, a): return object.__new__(cls)
class H:
    def __new__(cls, *a): return object.__new__(cls, *a)
class I(int):
    def __new__(cls, v, tag): o = super().__new__(cls, v); o.tag = tag; return o
for f in (lambda: D(), lambda: E(1), lambda: E(a=1), lambda: F(), lambda: G(1).__class__.__name__, lambda: G(), lambda: H(1), lambda: (I(5, "t") + 1, I(5, "t").tag), lambda: object.__new__(int), lambda: object.__new__(5), lambda: object.__new__(), lambda: int.__new__(str), lambda: int.__new__(bool, 1), lambda: object.__init__(E(), 1), lambda: super(), lambda: type.__call__(E, 1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Single:
    inst = None
    def __new__(cls):
        if cls.inst is None: cls.inst = super().__new__(cls)
        return cls.inst
print(Single() is Single())
class M(type):
    def __call__(cls, *a): print("meta call", a); return ("made", type.__call__(cls, *a).v)
class N(metaclass=M):
    def __init__(self, v): self.v = v
print(N(3))
class Cal:
    def __call__(self, x): return x + 1
k = Cal(); print(k(1)); k.__call__ = lambda x: "inst"; print(k(1)); Cal.__call__ = lambda self, x: "patched"; print(k(1))
