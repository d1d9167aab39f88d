# Conversions between floats and ints are exact or refused; comparisons never round, whatever the sizes of the two are.
import math
import sys

for x in (0.0, -0.0, 0.1, 1e23, 5e-324, sys.float_info.max, sys.float_info.min, 2.0**53 + 2, -1 / 3):
    n, d = x.as_integer_ratio()
    print(repr(x), n if abs(n) < 10**30 else n.bit_length(), d if d < 10**30 else d.bit_length(), n / d == x, x.is_integer(), repr(math.frexp(x)), repr(math.modf(x)))
print([repr(float(n)) for n in (2**53, 2**53 + 1, 2**53 + 3, -(2**53) - 1, 2**64 - 1, 2**64 + 2**11, 2**64 + 2**11 + 1, 10**22, 10**23, 10**308)])
print([float(t) for t in ("9007199254740993", "9007199254740992.9999999999", "1.00000000000000011102230246251565404", "1.00000000000000011102230246251565405", "2.4703282292062327e-324", "2.4703282292062328e-324", "1.7976931348623158e308", "1.7976931348623159e308", "4" * 400, "0." + "0" * 400 + "1", "1" + "0" * 400 + "e-400")])
for a, b in ((2**53 + 1, 2.0**53), (10**23, 1e23), (2**1023, 2.0**1023), (10**400, math.inf), (-(10**400), -math.inf), (10**400, 1e308), (1, math.nan), (2**64, 2.0**64), (2**64 + 1, 2.0**64), (-1, -0.5), (0, -0.0), (True, 1.0)):
    print(a == b, a != b, a < b, a <= b, a > b, a >= b, b == a, b < a, b <= a)
cases = """
int(1e22), int(1e23), int(-1.99), int(0.99999999999999999)
float(2**1024)
float(2**1024 - 2**970)
float(2**1024 - 2**970 - 1)
float(-10**400)
10**400 / 10**399, 10**400 / 3.0 if 0 else None, (10**400 + 1) / 10**400, 1 / 10**400, -1 / 10**400, 10**308 / 10**-1 if 0 else None
10**400 / 3
10**400 * 1.0
10**400 + 0.5
1.5 // 10**400
10**400 < 1.5, 1.5 < 10**400, math.nan == 10**400, math.inf > 10**400
math.ldexp(0.5, 1025)
math.ldexp(1.0, -1074), math.ldexp(1.0, -1075), math.ldexp(1.5, -1075), math.ldexp(0.0, 10**10), math.ldexp(math.inf, -10**20), math.ldexp(1.0, -10**20)
math.ldexp(1.0, 10**20)
math.ldexp(1, 1.0)
math.nextafter(1, 2), math.nextafter(0, -1), math.nextafter(1.0, 2.0, steps=3), math.nextafter(1.0, 1.0, steps=10**20), math.nextafter(-1, math.inf, steps=2**62), math.nextafter(math.nan, 1), math.ulp(1), math.ulp(0), math.ulp(-math.inf), math.ulp(1e308)
math.nextafter(1, 2, steps=-1)
math.nextafter(1, 2, steps=1.5)
math.copysign(1, -0.0), math.copysign(math.nan, -1), math.fmod(-7, 3), math.remainder(7, 2), math.remainder(5, 2), math.fmod(5, math.inf)
math.fmod(math.inf, 2)
math.remainder(1, 0)
math.isclose(1, 1 + 1e-10), math.isclose(0, 1e-12), math.isclose(0, 1e-12, abs_tol=1e-9), math.isclose(math.inf, math.inf), math.isclose(math.nan, math.nan)
math.isclose(1, 1, rel_tol=-1)
math.fma(2, 3, 4), math.fma(0.1, 10, -1), math.fma(math.inf, 0, math.nan) 
math.fma(math.inf, 0, 1)
math.fma(1e308, 10, 1)
float.from_number(2**1024)
float.from_number(b"1")
sys.float_info.dig, sys.float_info.mant_dig, sys.float_info.max_exp, sys.float_info.min_10_exp, sys.float_info.radix, sys.float_info.epsilon
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
