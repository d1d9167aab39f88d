# The tower of numbers: abstract classes, what is registered, mixed arithmetic between all kinds, and one hash for equal values.
import numbers
from decimal import Decimal as D
from fractions import Fraction as F

kinds = {"bool": True, "int": 3, "big": 2**70, "float": 2.5, "frac": F(7, 2), "dec": D("1.5"), "cplx": 1 + 2j, "whole": 3.0, "wfrac": F(3), "wdec": D(3), "wcplx": 3 + 0j}
for n, v in kinds.items():
    print(n, [c.__name__ for c in (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral) if isinstance(v, c)], end="; ")
print()
for op in ("+", "-", "*", "/", "//", "%", "**", "==", "<", ">="):
    for ln, a in kinds.items():
        row = []
        for rn, b in kinds.items():
            if op == "**" and (rn == "big" or ln == "big" and rn in ("cplx", "wcplx", "float", "frac", "dec")): continue
            try: r = eval(f"a {op} b"); row.append(f"{rn}:{type(r).__name__[:3]} {r}" if op not in ("==", "<", ">=") else f"{rn}:{r}")
            except Exception as e: row.append(f"{rn}:{type(e).__name__} {e}" if "unsupported" not in str(e) and "not supported" not in str(e) else f"{rn}:no")
        print(ln, op, *row, sep=" | ")
print({v for v in kinds.values() if v == 3}, len({hash(v) for v in (3, 3.0, F(3), D(3), 3 + 0j)}), hash(F(5, 2)) == hash(2.5) == hash(D("2.5")), {1: "a", 1.0: "b", F(1): "c", D(1): "d", True: "e", 1 + 0j: "f"}, [3].index(D(3)), F(3) in (3.0,), max(3, 3.0, F(3)), min(D(3), 3), sum([1, 0.5, F(1, 2)]), sum([D(1), F(1)] if 0 else [D(1), 2]))
for call in ("round(F(7, 2))", "round(D('2.5'))", "int(F(7, 2))", "int(D('-2.7'))", "float(F(1, 3))", "complex(F(1, 2), D('0.5'))", "divmod(F(7, 2), 2)", "divmod(D(7), 2)", "divmod(7, F(3, 2))", "divmod(7.5, F(1, 2))", "pow(F(2), 3)", "pow(F(2), -1)", "pow(2, F(1, 2))", "pow(D(2), 3, 5)", "pow(F(2), 3, 5)", "abs(F(-1, 2))", "-D('0')", "+D('-0')", "~3", "~F(1)", "3 & F(1)", "F(1) | 1", "D(1) << 1", "bool(D('0E5'))", "bool(F(0))", "math.floor(D('-1.5'))", "math.sqrt(F(1, 4))", "math.sqrt(D(4))", "math.gcd(F(4), 2)", "math.isnan(D('nan'))", "math.hypot(F(3), D(4))", "[1, 2][F(1)]", "range(D(3))", "'a' * D(2)", "hex(F(1))", "format(F(1, 3), '.2f')", "format(D('1.239'), '.2f')", "'%d %s %.1f' % (F(7, 2), F(7, 2), F(7, 2))", "'%d %s %.1f' % (D('3.7'), D('3.7'), D('3.75'))", "F('1.5') == D('1.5') == 1.5", "F(1, 3) == D(1) / 3", "D('0.1') == F(1, 10)", "D('0.1') < F(1, 9)", "F(D('0.1'))", "D(F(1, 2))", "F(0.1) == 0.1", "D(0.1) == 0.1", "F(1j)", "D(1j)", "F(True)", "D(True)", "float('1/2')", "int('3.0')", "complex('1') == 1", "1 < 1j", "sorted([D(2), F(1), 0.5, True])", "sorted([1j, 1])", "max(D('nan'), 1)", "statistics.mean([F(1), 2])"):
    import math, statistics
    try: print(call, "->", repr(eval(call)))
    except Exception as e: print(call, "->", type(e).__name__, e)


class Pos(numbers.Integral):
    def __init__(self, v): self.v = v
    def __int__(self): return self.v
    def __index__(self): return self.v
    def __add__(self, o): return Pos(self.v + int(o))
    def __radd__(self, o): return ("radd", o)
    def __repr__(self): return f"Pos({self.v})"
    def __eq__(self, o): return self.v == int(o)
    def __hash__(self): return hash(self.v)
    def __lt__(self, o): return self.v < int(o)
    for name in "le mul rmul truediv rtruediv floordiv rfloordiv mod rmod pow rpow and rand or ror xor rxor lshift rlshift rshift rrshift neg pos abs invert trunc floor ceil round".split():
        locals()[f"__{name}__"] = lambda self, *a, _n=name: (_n, *a)


p = Pos(5)
print(p + 1, 1 + p, 2.5 + p, p - 1 if 0 else "", p.numerator, p.denominator, p.real, p.imag, float(p), complex(p), bool(p), p == 5, 5 == p, F(1, 2) == F(p.v), F(p) if 0 else "", isinstance(p, int), isinstance(p, numbers.Rational), [0] * p, range(p), hex(p), p // 2, 7 % p, divmod(p, 2), -p, ~p, round(p), 2 ** p, p.conjugate())
try: numbers.Number(); print("made"); numbers.Complex()
except TypeError as e: print(e)
