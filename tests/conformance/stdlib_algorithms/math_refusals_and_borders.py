# math and cmath at their borders: domains and their words in 3.14, whole-number functions, products and sums over odd iterables, special values.
import cmath
import math
from math import *
from fractions import Fraction


class Idx:
    def __index__(self): return 12
class Fl:
    def __float__(self): return 2.25
class Bad:
    def __float__(self): return "x"


cases = """
sqrt(-1)
sqrt("4")
sqrt(4), sqrt(Fl()), sqrt(Idx()), sqrt(True), sqrt(10**300), sqrt(Fraction(1, 4)), sqrt(inf), sqrt(nan), sqrt(-0.0), cbrt(-27), cbrt(0.0)
sqrt(10**400)
sqrt(Bad())
log(0)
log(-1)
log(0.0)
log(10**1000), log(8, 2), log(1, 10), log(2, 10**400), log(Fraction(1, 2)), log10(10**400), log2(2**1000), log2(0.5), log1p(0), log(inf), log(Idx()), log2(3 << 2000) if 0 else 1
log(1, 0)
log(10, 1)
log(1, -2)
log("x")
log()
log1p(-1)
log2(-5)
log10(0)
exp(1000)
exp(-1000), exp2(10), expm1(1e-10), exp2(-1075), pow(2, 0.5), pow(0, 0), pow(nan, 0), pow(1, nan), pow(-8, 3), pow(inf, -1), pow(-inf, 3)
pow(-8, 1/3)
pow(0, -1)
pow(1e300, 2)
acos(2)
asin(-1.5)
acosh(0.5)
atanh(1)
sin(inf)
cos(0), tan(pi / 4), atan2(0, -1), atan2(-0.0, -1), atan2(0.0, 0), sinh(0), acos(1), asin(0), atan(inf), acosh(1), asinh(0), degrees(pi), radians(180), hypot(3, 4), hypot(), hypot(1, 2, 2), hypot(inf, nan), hypot(-3), dist([1, 2], [4, 6]), dist((), ())
dist([1], [1, 2])
dist(1, 2)
dist([1], ["a"])
sinh(1000)
gamma(0)
gamma(-1)
gamma(5), gamma(0.5), lgamma(1), lgamma(-0.5), lgamma(inf), erf(0), erfc(0), gamma(171)
gamma(172)
lgamma(0)
factorial(0), factorial(20), factorial(True), factorial(Idx())
factorial(-1)
factorial(1.0)
factorial("a")
gcd(), gcd(0), gcd(-4, 6), gcd(12, 18, 27), gcd(2**100, 2**70), lcm(), lcm(4, 6), lcm(0, 5), lcm(-3, 4), gcd(True, 2), gcd(Idx(), 8)
gcd(1.5, 2)
lcm("a")
comb(5, 2), comb(5, 0), comb(5, 6), comb(100, 50), perm(5, 2), perm(5), perm(5, None), perm(3, 4), comb(Idx(), 2), comb(10**20, 2), perm(10**10, 2)
comb(-1, 2)
comb(5, -1)
comb(5.0, 2)
perm(-1)
comb(10**30, 10**25)
isqrt(0), isqrt(99), isqrt(10**40), isqrt(Idx()), isqrt(2**64 - 1), isqrt(2**64)
isqrt(-1)
isqrt(1.0)
prod([]), prod([2, 3]), prod([2, 3], start=4), prod([1.5, 2]), prod([[1]], start=3) if 0 else prod((True, 5)), prod(range(1, 25)), prod([0.1] * 3), prod([Fraction(1, 2), 4])
prod(5)
prod(["a"])
prod([1, "a"])
sumprod([1, 2], [3, 4]), sumprod([], []), sumprod([1.5, 2], [2, 3]), sumprod([10**20], [10**20]), sumprod([0.1] * 10, [1] * 10), sumprod([True], [5]), sumprod([Fraction(1, 2)], [4]), sumprod(iter([1]), iter([2]))
sumprod([1], [1, 2])
sumprod([1], 5)
sumprod(["a"], ["b"])
fsum([0.1] * 10), fsum([]), fsum([1e100, 1, -1e100]), fsum([inf, 1]), fsum([1, 2**70]), fsum([Fraction(1, 4)]), fsum([1e308, 1e308, -1e308])
fsum([inf, -inf])
fsum([1e308] * 3)
fsum(["a"])
fsum(5)
frexp(0), frexp(inf), frexp(-8.5), modf(-1.5), modf(inf), modf(-0.0), trunc(-1.5), fabs(-3), fabs(True), copysign(3, -0.0), isfinite(10**300), isinf(-inf), isnan(nan), isnan(5), isfinite(nan), signbit(-0.0) if hasattr(math, "signbit") else True, isclose(1, 1.1, rel_tol=0.1), isclose(1, 1.1, abs_tol=0.2)
isnan("a")
isfinite(10**400)
floor(1.5), ceil(-1.5), floor(10**30), floor(Fraction(-1, 2)), ceil(Idx()) if 0 else 1, tau == 2 * pi, inf == float("inf"), e
floor(nan)
cmath.sqrt(-1), cmath.sqrt(-4 + 0j), cmath.sqrt(complex(-4, -0.0)), cmath.log(-1), cmath.log(1, 2), cmath.exp(1j * pi).real, cmath.phase(-1), cmath.phase(complex(-1, -0.0)), cmath.polar(3 + 4j), cmath.rect(1, 0), cmath.rect(2, pi / 2).imag, cmath.isnan(complex(nan, 1)), cmath.isinf(complex(1, inf)), cmath.isfinite(1j), cmath.isclose(1j, 1j + 1e-12), cmath.infj, cmath.nanj, cmath.inf, cmath.acos(2).imag != 0, cmath.log10(100), cmath.cos(0), cmath.tanh(0j), cmath.atan(0), cmath.asinh(0j)
cmath.log(0)
cmath.log(1, 0)
cmath.atan(1j)
cmath.exp(1000)
cmath.exp(complex(inf, nan)), cmath.exp(complex(-inf, 1)), cmath.sqrt(complex(inf, nan)), cmath.cosh(complex(0, inf)) if 0 else 0, cmath.polar(complex(nan, inf))
cmath.sqrt("a")
cmath.rect(inf, nan)
cmath.rect(1, inf)
cmath.phase("x")
cmath.isclose(1, 2, rel_tol=-1)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
