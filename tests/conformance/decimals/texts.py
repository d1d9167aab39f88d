# Reading, showing, formatting and hashing: the forms of a number, and what is none.
import copy
import pickle
from decimal import *
from fractions import Fraction


def show(what, *args):
    try:
        print(repr(what(*args)))
    except Exception as error:
        print(type(error).__name__, error)


for text in """0 -0 +1 1. .5 . 1e5 1E-5 1e+5 e5 1e 1_000 _1 1__0 ٣.١٤ 12x inf -Infinity infin nan NaN0012 sNaN9 -nan snan1x
1e999999 1e-1000000 000123.4500 0e7 0.000001 0.0000001 123456789012345678901234567890123456789012345.5
1e-1000005 99999999999999999999e10""".split() + ["", " 1 ", "1 2", "\t-7\n", " ", "\u2003 5\xa0"]:
    show(Decimal, text)
    show(getcontext().create_decimal, text)
for value in [(0, (1, 2, 3), -2), (1, (), "F"), (0, (4, 5), "n"), [1, [7], 3], (2, (1,), 0), (0, (10,), 0), (0, (1,), "x"), (0, 1), 7,
              10**40, True, 0.1, -0.0, 1e300, float("inf"), float("nan"), None, "1" * 50, Fraction(1, 2), 1j]:
    show(Decimal, value)
    show(Decimal.from_number, value)
    show(Decimal.from_float, value)
numbers = [Decimal(t) for t in "0 -0 1 -1.5 123.456 1234567.891 1E+20 -1E-20 0E-10 0E+5 12E-9 NaN sNaN -Infinity 9.995 0.05 -0.001 999999999.999".split()]
for spec in """e .3e E .0E f .2f F g .3g G .1g % .1% n , ,.2f 012 -012,.3f +.2f >20 <20.3f ^+20 =+20,.1f *^25 010, 0<5""".split() + ["", " ", " .3f", "é>12", "\0<8"]:
    for number in numbers:
        try:
            print(spec.encode(), format(number, spec).encode(), end="; ")
        except ValueError as error:
            print(spec.encode(), error, end="; ")
    print()
for number in numbers:
    print(str(number), repr(number), number.to_eng_string(), number.as_tuple(), bool(number), number.adjusted())
    show(int, number)
    show(float, number)
    show(number.as_integer_ratio)
    show(round, number)
    show(round, number, 2)
    print(pickle.loads(pickle.dumps(number)).compare_total(number), copy.deepcopy(number) is number)
for a, b in [("1.5", 1.5), ("0.1", 0.1), ("2", 2), ("0.25", Fraction(1, 4)), ("1e30", 10**30), ("-7", -7), ("1e3", 1000.0), ("3", 3 + 0j)]:
    print(Decimal(a) == b, b == Decimal(a), Decimal(a) != b, hash(Decimal(a)) == hash(b))
for op in ("<", ">", "<=", ">="):
    for other in (1.5, 2, Fraction(3, 2), "x", 1j, float("nan"), Decimal("nan")):
        show(eval, f"Decimal('1.5') {op} other", {"Decimal": Decimal, "other": other})
with localcontext() as context:
    context.capitals = 0
    print(Decimal("1E+9"), Decimal("1E+9").to_eng_string(), f"{Decimal('1E+9')}")
    context.traps[FloatOperation] = True
    show(Decimal, 1.5)
    show(lambda: Decimal(1) < 1.5)
    show(lambda: Decimal(1) == 1.5)
    print(context.flags[FloatOperation])
