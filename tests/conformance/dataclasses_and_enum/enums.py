# Members are singletons with names, aliases, flags and lookups.
from enum import *
class C(Enum):
    RED = 1
    GREEN = "g"
    CRIMSON = 1
    def shout(self): return self.name.lower() + "!"
    @property
    def twice(self): return self.value * 2
print(C.RED, repr(C.RED), C(1), C["GREEN"], C.CRIMSON is C.RED, list(C), C.RED.shout(), C.GREEN.twice, len(C), C.RED in C, 1 in C, 9 in C, list(C.__members__), C.RED == 1, type(C.RED), {C.RED: 1}[C.CRIMSON], f"{C.RED} {C.RED!r:>15}")
class I(IntEnum): A = 1; B = auto(); C_ = auto()
print(I.A, repr(I.B), I.A + 1, I.B == 2, I.A < I.B, f"{I.C_}", "%d" % I.B, max(I), sorted([I.B, I.A]), [10, 20, 30][I.A], str(I.B))
class F(Flag): R = auto(); W = auto(); X = auto(); RW = R | W
print(F.R | F.X, F.RW, F.RW & F.R, ~F.R, F.R in F.RW, F(0), F(3), list(F.RW), bool(F.R & F.W), F.R ^ F.RW, len(F.RW), F(5).name, F.RW.value)
class S(StrEnum): ONE = auto(); TWO = "deux"
print(S.ONE, repr(S.TWO), S.ONE == "one", S.TWO.upper(), "-".join(S), f"{S.ONE:>5}")
class P(Enum):
    EARTH = (1, 2)
    def __init__(self, a, b): self.a, self.b = a, b
    @classmethod
    def _missing_(cls, v): return cls.EARTH if v == "home" else None
print(P.EARTH.b, P("home"), P.EARTH.value, Enum("Dyn", "A B").B, Enum("D2", {"q": 5})(5))
def dup():
    @unique
    class U(Enum): A = 1; B = 1
def ext():
    class X(C): pass
for f in (lambda: C(5), lambda: C["NOPE"], lambda: C.NOPE, lambda: setattr(C, "RED", 5), lambda: delattr(C, "RED"), dup, ext, lambda: C.RED < C.GREEN, lambda: C.RED.nope, lambda: F(99), lambda: I("x"), lambda: P("away"), lambda: setattr(C.RED, "value", 3), lambda: C.RED.GREEN, lambda: I.A | "x", lambda: Enum("E", "a a")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class O(Enum):
    _order_ = "A B m"
    A = auto(); B = auto(); _ignore_ = []
    @member
    def m(): return "member"
    @nonmember
    class N: pass
print([o.name for o in O], O.m.value(), isinstance(O.N, type))
import pickle, copy; print(pickle.loads(pickle.dumps(C.RED)) is C.RED, copy.deepcopy(C.RED) is C.RED)
