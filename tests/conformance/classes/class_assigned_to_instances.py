# An instance may get another class only where both have the same layout.
class A:
    def who(self): return "A", self.__dict__
class B:
    def who(self): return "B", self.__dict__
class S1: __slots__ = ("x", "y")
class S2: __slots__ = ("x", "y")
class S3: __slots__ = ("x",)
class I(int): pass
class J(int): pass
class L(list): pass
a = A(); a.v = 1
a.__class__ = B; print(a.who())
s = S1(); s.x, s.y = 1, 2
s.__class__ = S2; print(s.x, s.y, type(s).__name__)
i = I(5); i.k = 1; i.__class__ = J; print(i + 1, i.k, type(i).__name__)
for obj, cls in ((s, S3), (s, A), (a, S1), (a, I), (i, A), (i, int), (5, I), (L(), list), ([], L), (a, 5), (a, int), (A, type), (object(), A)):
    try: obj.__class__ = cls; print("ok", type(obj).__name__)
    except TypeError as e: print(e)
try: del a.__class__
except TypeError as e: print(e)
import types
class Mod(types.ModuleType):
    @property
    def lazy(self): return "made"
m = types.ModuleType("m"); m.__class__ = Mod; print(m.lazy, type(m).__name__)
class Liar:
    @property
    def __class__(self): return int
l = Liar(); print(isinstance(l, int), type(l).__name__, l.__class__, isinstance(l, Liar))
