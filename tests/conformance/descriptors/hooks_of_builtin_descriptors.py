# property, classmethod, staticmethod and slot descriptors called by hand and told something wrong.
class A:
    __slots__ = ("s",)
    @property
    def p(self): return "p"
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def st(): return "st"
    wo = property(None, lambda self, v: print("set", v))
    def m(self): return "m"
a = A()
cases = """
A.p.__get__(a), A.p.__get__(None, A) is A.p
A.p.__set__(a, 1)
A.p.__delete__(a)
A.wo.__get__(a)
A.wo.__set__(a, 5)
a.wo
a.p()
setattr(a, "p", 1)
delattr(a, "p")
A.s.__get__(a)
A.s.__get__(5)
A.s.__set__(a, 3), a.s
A.s.__get__(None, A) is A.s
A.s.__get__(None)
A.s.__get__(None, None)
A.__dict__["c"].__get__(a)(), A.__dict__["c"].__get__(None, int)(), A.__dict__["st"].__get__(None)(), A.__dict__["st"]()
A.__dict__["c"]()
A.__dict__["c"].__func__.__name__, A.__dict__["st"].__wrapped__.__name__, A.__dict__["c"].__isabstractmethod__
classmethod(5).__get__(1)
classmethod(5).__get__(1)()
staticmethod(5).__get__(1)
staticmethod()
property(5).__get__(1)
property(1, 2, 3, 4, 5)
property(fget=len, doc="d").__doc__, property(len).__doc__ == len.__doc__
property(len).getter(abs).fget, property().setter(5).fset, property().deleter(6).fdel
property(len).__name__
property().__name__
property(lambda s: 0).__isabstractmethod__
A.p.fget = 5
A.m.__get__(a)(), A.m.__get__(None, A) is A.m, A.m.__get__(5).__self__
A.m.__get__()
A.m.__get__(None)
A.m.__get__(None, None)
a.m.__func__ is A.m, a.m == a.m, a.m is a.m, hash(a.m) == hash(a.m), a.m.__self__ is a
a.m.x
setattr(a.m, "x", 1)
a.m.__get__(5) == a.m
int.__add__.__get__(5)(6), int.__add__(5, 6), (5).__add__(6), (5).__add__("a")
int.__add__("a", 1)
int.__add__()
int.__add__(1)
str.upper(5)
str.upper()
str.join.__get__("-", str)(["a", "b"])
str.join.__get__(None)
list.append.__self__
[].append.__self__, [].append.__name__, [].append.__qualname__, len.__self__.__name__
dict.fromkeys.__self__, dict.__dict__["fromkeys"].__get__(None, dict)("a"), dict.__dict__["fromkeys"]
int.real.__get__(True), int.real.__get__(None, int) is int.real, int.__dict__["real"].__objclass__
int.real.__get__("a")
int.real.__set__(5, 1)
type.__dict__["__name__"].__get__(A), type.__dict__["__mro__"].__get__(bool)
type.__dict__["__name__"].__get__(5)
object.__dict__["__class__"].__get__(5)
object.__getattribute__(a, "p"), type.__getattribute__(A, "c")()
object.__getattribute__(5)
object.__getattribute__(a, 5)
object.__setattr__(a, "nope", 1)
object.__setattr__(int, "x", 1)
type.__setattr__(int, "x", 1)
type.__setattr__(a, "x", 1)
object.__delattr__(a, "nope")
getattr(a, 5)
getattr(a, "zz", "default"), hasattr(a, "zz")
hasattr(a, 5)
getattr(a)
setattr(a, "zz")
classmethod(1, 2)
str.join.__get__(5)
dict.__dict__["fromkeys"].__get__(5)
dict.__dict__["fromkeys"].__get__(None, int)
"""
for source in cases.strip().splitlines():
    try:
        try: r = eval(source)
        except SyntaxError: exec(source); r = None
        t = repr(r)
        print(source, "->", t if "0x" not in t else type(r).__name__)
    except Exception as e: print(source, "->", type(e).__name__, e)
