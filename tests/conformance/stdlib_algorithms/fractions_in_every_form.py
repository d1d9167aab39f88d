# Fraction: parsing, arithmetic with other numbers, limits, formats, and what it hands on to int, float and Decimal.
import math
from decimal import Decimal
from fractions import Fraction as F

cases = """
F(), F(3), F(6, 4), F(-6, 4), F(6, -4), F("3/4"), F(" -3/4 "), F("1.25"), F("1e-3"), F("+5"), F("1_000/3"), F("٣/٤"), F(0.5), F(0.1), F(Decimal("1.1")), F(F(1, 2)), F(F(1, 2), F(3, 4)), F(True), F("0.0"), F("-.5"), F("5."), F(numerator=1, denominator=2), F("1/3") + 0
F("3/0")
F(1, 0)
F("")
F("1/ 2")
F("1/-2")
F("1//2")
F("a")
F("1.5/2")
F(1.5, 2)
F("1", 2)
F(None)
F(1j)
F(float("nan"))
F(float("inf"))
F(Decimal("nan"))
F([1])
F.from_float(0.25), F.from_decimal(Decimal("0.3")), F.from_float(3), F.from_number(0.5), F.from_number(Decimal("0.1")), F.from_number(2)
F.from_float("x")
F.from_decimal(1.5)
F.from_number("1/2")
F(1, 3) + F(1, 6), F(1, 2) + 1, 1 - F(1, 3), F(1, 2) * 0.5, F(1, 2) + 1j, F(7, 2) // F(1, 2), F(-7, 2) // 1, F(-7, 2) % 2, divmod(F(7, 2), F(2, 3)), 5 // F(3, 2), 5 % F(3, 2), F(1, 2) ** 2, F(1, 2) ** -2, F(-1, 2) ** 3, F(4) ** F(1, 2), 2 ** F(3), 2 ** F(1, 2), F(1, 2) ** 0.5, -F(1, 2), +F(1, 2), abs(F(-1, 2)), F(0) ** 0, pow(F(1, 2), 3)
F(1) / 0
F(1) // 0
F(1) % F(0)
F(0) ** -1
F(1, 2) + "a"
F(1, 2) + Decimal(1)
F(-1, 2) ** F(1, 2)
pow(F(1), 2, 3)
F(1, 2) == 0.5, F(1, 3) == 1 / 3, F(1, 2) < 0.6, F(1, 2) == Decimal("0.5"), F(2) == 2, F(1, 2) < Decimal(1), F(1, 2) == "1/2", F(1) == 1 + 0j, F(1, 2) >= F(1, 2), F(1, 3) < float("inf"), F(1) < float("nan"), hash(F(1, 2)) == hash(0.5), hash(F(3)) == hash(3), sorted([F(1, 2), 0.3, 1]), max(F(1, 2), F(2, 3)), sum([F(1, 3)] * 3), F(1, 2) in {0.5}
F(1) < "a"
F(1) < 1j
int(F(-7, 2)), float(F(1, 3)), complex(F(1, 2)), bool(F(0)), round(F(5, 2)), round(F(7, 2)), round(F(12345, 100), 1), round(F(1234), -2), round(F(-5, 2), 0), math.floor(F(-1, 2)), math.ceil(F(1, 2)), math.trunc(F(-3, 2)), F(1, 2).numerator, F(1, 2).denominator, F(6, 3).as_integer_ratio(), F(4, 2).is_integer(), F(1, 2).real, F(1, 2).imag, F(1, 2).conjugate()
F(1, 3).limit_denominator(2), F("3.1415926535897932").limit_denominator(1000), F(math.pi).limit_denominator(10), F(5).limit_denominator(), F(math.e).limit_denominator(100)
F(1).limit_denominator(0)
str(F(3)), repr(F(3)), str(F(-1, 2)), repr(F(1, 2)), f"{F(1, 3):.3f}", f"{F(2, 3):.2e}", f"{F(1, 3):10.2f}|", f"{F(1234567, 2):,.1f}", f"{F(1, 8):.1%}", f"{F(22, 7):g}", f"{F(1, 2):>8}", f"{F(3):#}", f"{F(1, 2):+}", f"{F(1, 3):08.3f}", f"{F(-1, 2):^9}|", f"{F(1234, 7):_}", f"{F(0):.2f}", f"{F(10**20, 3):.4G}", f"{F(-1, 1000):z.1f}", f"{F(1, 2)!r:>16}"
f"{F(1, 2):d}"
f"{F(1, 2):q}"
f"{F(1, 2):05}"
"%s %.2f %d" % (F(1, 2), F(1, 3), F(7, 2))
F(1, 2).__add__("x"), F(1, 2).__eq__("x"), F(1, 2).__radd__(1.5), F(1, 2).__rpow__(4), F.__mro__[1].__name__, F(2, 4).__reduce__()[1], F(1, 2).__copy__(), F(1, 2).__hash__() == hash(0.5)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
try: F(1).numerator = 2
except AttributeError as e: print(e)
class G(F):
    def __repr__(self): return "G!"
print(G(1, 2), repr(G(1, 2)), type(G(1, 2) + 1).__name__, G("1/2") == F(1, 2), type(G.from_float(0.5)).__name__, type(-G(1)).__name__, type(G(1).limit_denominator()).__name__)
