# Flag in full: boundaries, inversion, aliases made of several bits, iteration, names of combinations, mixing with int, and verify.
import enum
from enum import CONFORM, CONTINUOUS, EJECT, KEEP, NAMED_FLAGS, STRICT, UNIQUE, Enum, Flag, IntEnum, IntFlag, auto, member, nonmember, unique, verify


class P(Flag):
    R = auto(); W = auto(); X = auto()
    RW = R | W
    NONE = 0


class I(IntFlag):
    A = 1; B = 2; D = 8
    AB = 3


kinds = {b.name: Flag("K" + b.name, {"A": 1, "B": 2, "E": 16}, boundary=b) for b in (STRICT, CONFORM, KEEP)}
kinds["EJECT"] = IntFlag("KE", {"A": 1, "B": 2}, boundary=EJECT)
for name, k in kinds.items():
    row = []
    for v in (0, 3, 4, 7, 19, -1, -2, 100):
        try: row.append(repr(k(v)))
        except ValueError as e: row.append(str(e).replace("\n", "/"))
    print(name, row)
cases = """
P.R | P.W, P.R | P.X, P.R & P.W, P.RW ^ P.R, ~P.R, ~P.NONE, ~P.RW, P.R | P.W is P.RW, (P.R | P.W | P.X).name, P(0), P(7), P(5).name, P.RW.name, str(P.R | P.X), f"{P.R}", P.R.value, (P.R | P.X).value, bool(P.NONE), bool(P.R)
list(P), len(P), list(P.RW), list(P(7)), len(P.RW), P.R in P.RW, P.X in P.RW, P.NONE in P.R, list(P.__members__), P["RW"], P.R in P, 1 in P, 5 in P, 100 in P, P._member_names_, P._flag_mask_, P._all_bits_, P._singles_mask_ if hasattr(P, "_singles_mask_") else 0, list(reversed(P)), P.R.__class__
P(8)
P("R")
P["Q"]
P.R | 1
P.R + P.W
P.R < P.W
P.R in 5
5 in P.R
P.R | I.A
I.A | 4, I.A | I.B, I.AB, I(7), I(-1), ~I.A, I.A & 5, I.A ^ 3, 8 | I.A, I.A + 1, I(8), I(16), str(I.A | I.D), repr(I(12)), I.A == 1, I.A | I.B == 3, hash(I.A) == hash(1), list(I(11)), f"{I.A}", f"{I.AB:03}", I.A << 2, int(I.D), I.D.bit_length(), I(0), I.AB in I, 9 in I, -I.A, I(5) in I if 0 else 1
P.R.name, P.R._value_, P.R._name_, P(5)._name_, P(0).name, repr(P(0)), repr(I(0)), P.R._sort_order_, P.__boundary__ if hasattr(P, "__boundary__") else P._boundary_
Flag("F", "a b c").c.value, Flag("F", ["x", "y"])(3), Flag("F", {"a": 4})(4), Flag("F", "a b", start=4).a.value, IntFlag("F", "a b").b + 1
Flag("F", {"a": "x"})
Flag("F", {"a": 1.5})
Flag("F", {"a": -1})
class_ if 0 else P.R.R
hash(P.R) == hash(P.R), {P.R: 1}[P(1)], P.R == P.R, P.R == 1, P.R != P.W, P.R is P(1), P.RW & ~P.R, P.R.__or__(5), P.R.__invert__(), sorted([P.X, P.R], key=lambda p: p.value)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for statement in """verify(UNIQUE)(Enum("U", {"a": 1, "b": 1}))
verify(CONTINUOUS)(IntEnum("C", {"a": 1, "b": 4}))
verify(CONTINUOUS)(Flag("C", {"a": 1, "b": 8}))
verify(NAMED_FLAGS)(Flag("N", {"a": 1, "b": 6}))
verify(NAMED_FLAGS)(Flag("N", {"a": 1, "b": 2, "c": 3}))
verify(UNIQUE, CONTINUOUS)(IntEnum("V", "a b c"))
verify("x")(P)
unique(Enum("U", {"a": 1, "b": 1, "c": 1}))
class Q(P): pass
class Q(Flag): a = auto(); b = 8; c = auto(); d = a | b; print(list(c for c in [a, b]) and "body")
class Q(Flag): a = 3; b = auto()\nprint(Q.b.value, list(Q.a), Q(7))
class Q(IntFlag): a = -1; print("neg")\nprint(Q.a, list(Q))
class Q(Flag, boundary=KEEP): a = 1\nprint(Q(9), list(Q(9)), Q(9).name, ~Q.a, Q(8) | Q.a)
class Q(str, Flag): a = "x"
class Q(Flag): _ignore_ = "i"; i = 5; a = 1; b = nonmember(9); c = member(4)\nprint(list(Q), Q.b, Q.c.value)
class Q(Flag):\n    a = 1\n    b = 2\n    @classmethod\n    def _missing_(cls, v): return cls.a if v == 99 else None\nprint(Q(99)); Q(64)
class Q(IntFlag):\n    def _generate_next_value_(n, s, c, l): return 1 << (c * 2)\n    a = auto(); b = auto(); c = auto()\nprint([m.value for m in Q])
P.R = 5
del P.R
P.new = 1; print(P.new)
P.R.value = 2
P()""".splitlines():
    try: exec(statement.replace("\\n", "\n")); print(statement[:40], "done")
    except Exception as e: print(statement[:40], type(e).__name__, str(e).replace("\n", "/"))
