# Data descriptors beat the instance dict, non-data ones lose to it.
class Data:
    def __set_name__(self, o, n): self.n = n
    def __get__(self, obj, typ=None): return ("get", self.n, obj is None, typ.__name__)
    def __set__(self, obj, v): print("set", self.n, v)
    def __delete__(self, obj): print("delete", self.n)
class NonData:
    def __get__(self, obj, typ=None): return "nondata"
class SetOnly:
    def __set__(self, obj, v): obj.__dict__["s"] = v * 2
class A:
    d, n, s = Data(), NonData(), SetOnly()
a = A()
a.__dict__.update(d="inst d", n="inst n")
print(a.d, A.d, a.n, A.n, type(a.s).__name__); a.d = 5; del a.d; a.s = 4; print(a.s)
try: del a.s
except AttributeError as e: print(e)
A.d = "replaced"; print(a.d)
class GetOnly:
    def __get__(self, o, t): raise AttributeError("from get")
class B:
    g = GetOnly()
    def __getattr__(self, n): return "getattr " + n
print(B().g)
class Func:
    def __init__(self, f): self.f = f
    def __get__(self, o, t=None): return self if o is None else (lambda *a: self.f(o, *a))
class C:
    @Func
    def m(self, x): return type(self).__name__, x
    sm = staticmethod(len); cm = classmethod(lambda cls: cls.__name__)
print(C().m(3), C.sm("abc"), C().sm("ab"), C.cm(), C().cm(), C.__dict__["sm"].__func__ is len, C.__dict__["cm"].__wrapped__.__name__, staticmethod(len)("abcd"))
f = lambda self: "f"
print(f.__get__(5)(), f.__get__(None, int) is f, str.upper.__get__("x")(), C.m is C.__dict__["m"])
class D(A):
    @property
    def n(self): return "prop"
print(D().n)
class Lazy:
    def __init__(self, f): self.f = f
    def __set_name__(self, o, n): self.n = n
    def __get__(self, o, t): print("compute"); v = o.__dict__[self.n] = self.f(o); return v
class E:
    v = Lazy(lambda self: 42)
e = E(); print(e.v, e.v)
class BadD:
    __get__ = None
class G: b = BadD()
try: print(G().b)
except TypeError as e: print(e)
inst = A(); inst.x = Data.__new__(Data); print(type(inst.x).__name__)
