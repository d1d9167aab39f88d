# Special methods are looked up on the type; defaults fall back str -> repr.
class A:
    def __repr__(self): return "A!"
class B(A):
    def __str__(self): return "B str"
print(A(), str(A()), repr(B()), str(B()), [B()], {1: B()}, (B(),), f"{B()} {B()!r}", "%s %r" % (B(), B()), "{}".format(B()))
class C:
    def __repr__(self): return 5
class D:
    def __str__(self): return None
class L:
    def __len__(self): return -1
class L2:
    def __len__(self): return 1.5
class L3:
    def __len__(self): return 2 ** 100
class H:
    def __hash__(self): return 2 ** 200 + 1
class By:
    def __bytes__(self): return "x"
class R:
    def __reversed__(self): return "rev"
    def __round__(self, n="none"): return n
    def __abs__(self): return "abs"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __trunc__(self): return "trunc"
    def __dir__(self): return ["z", "a"]
    def __sizeof__(self): return 1
    def __invert__(self): return "inv"
    def __pos__(self): return "pos"
    def __divmod__(self, o): return "dm"
    def __length_hint__(self): return 3
    def __fspath__(self): return "path"
import math, operator, os
r = R()
print(reversed(r), round(r), round(r, 2), abs(r), math.floor(r), math.ceil(r), math.trunc(r), dir(r), ~r, +r, divmod(r, 1), operator.length_hint(r), os.fspath(r), type(hash(H())).__name__)
for f in (lambda: repr(C()), lambda: str(D()), lambda: len(L()), lambda: len(L2()), lambda: bytes(By()), lambda: -r, lambda: int(r), lambda: complex(r), lambda: r < 1, lambda: r[0], lambda: r(), lambda: iter(r), lambda: r.__len__(), lambda: len(r), lambda: f"{C()}", lambda: print(D()), lambda: os.fspath(1), lambda: operator.index(1.5), lambda: hash(type("X", (), {"__hash__": lambda s: "a"})())):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
