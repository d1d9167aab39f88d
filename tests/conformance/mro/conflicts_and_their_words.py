# Orders that C3 cannot make, the words for them, and orders that look alike but can.
def build(spec):
    made = {"object": object}
    try:
        for part in spec.split(";"):
            name, _, bases = part.strip().partition("(")
            made[name] = type(name, tuple(made[b] for b in bases.rstrip(")").split(",") if b), {})
        print(spec, "=", " ".join(c.__name__ for c in made[name].__mro__))
    except TypeError as e: print(spec, "!", e)
for spec in ("A; B; C(A,B); D(B,A); E(C,D)", "A; B(A); C(A,B)", "A; B(A); C(B,A)", "A; C(A,A)", "A; C(object,A)", "A; C(A,object)",
             "O; A(O); B(O); C(O); D(O); E(O); K1(A,B,C); K2(D,B,E); K3(D,A); Z(K1,K2,K3)", "X; Y; A(X,Y); B(Y,X); C(A); D(B); E(C,D)", "A; B; C; D(A,B); E(B,C); F(C,A); G(D,E,F)",
             "A; B(A); C(A); D(B,C); E(C,A); F(D,E)", "A; B(A); C(A); D(B,C); E(C,B); F(D,E)"):
    build(spec)
def late(cls, bases):
    try: cls.__bases__ = bases; print("now", [c.__name__ for c in cls.__mro__])
    except TypeError as e: print(e)
class A: pass
class B(A): pass
class C(A): pass
class D(B, C): pass
late(B, (C,)); late(C, (B,)); late(D, (C, B)); late(D, (A, B)); late(B, (A,)); late(D, (C, B)); late(A, (D,)); late(D, (D,))
class P:
    def who(self): return ["P"]
class Q(P):
    def who(self): return ["Q"] + super().who()
class R(P):
    def who(self): return ["R"] + super().who()
class S(Q, R):
    def who(self): return ["S"] + super().who()
print(S().who()); S.__bases__ = (R, Q); print(S().who())
try: Q.__bases__ = (R,)
except TypeError as e: print(e)
print([c.__name__ for c in S.__mro__], Q.__bases__ == (P,), S().who())
class M(type):
    def mro(cls):
        print("mro asked for", cls.__name__)
        order = type.mro(cls)
        return order[:1] + [Mixin] + order[1:] if cls.__name__ != "Mixin" else order
class Mixin:
    def m(self): return "mixed in"
class Root: pass
class T(Root, metaclass=M): pass
class U(T): pass
print(T().m(), len(T.__mro__), issubclass(T, Mixin), Mixin in T.__bases__)
T.__bases__ = (P,)
print(T().who(), T().m())
class Asked:
    def __mro_entries__(self, bases): print("entries", len(bases)); return (P, Mixin)
try:
    class V(Asked(), Q): pass
except TypeError as e: print(e)
class V(Q, Asked()): pass
print([c.__name__ for c in V.__mro__], len(V.__orig_bases__), "__orig_bases__" in vars(V))
try: type("V", (Q, Asked()), {})
except TypeError as e: print(e)
for bad in (lambda self, b: [P], lambda self, b: (1,), lambda self: (P,), lambda self, b: 1 / 0, lambda self, b: (self,)):
    try:
        class W(type("Odd", (), {"__mro_entries__": bad})()): pass
    except Exception as e: print(type(e).__name__, e)
