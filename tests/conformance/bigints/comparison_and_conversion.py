# Comparing ints with floats is exact, not by conversion.
big = 2 ** 53 + 1
print(big == float(big), float(big), big > float(big), 2 ** 1024 > 1e308, -(2 ** 1024) < float("-inf"), 2 ** 2000 < float("inf"), 10 ** 22 == 1e22, 10 ** 23 == 1e23, 1 < float("nan"))
print(hash(2 ** 53) == hash(float(2 ** 53)), {2 ** 60: 1}[float(2 ** 60)], 2 ** 64 in {2 ** 64}, int(1e25), int(-1e18), float(2 ** 100), 2 ** 70 / 2 ** 69, (2 ** 2000) / (2 ** 1999), 10 ** 400 // 10 ** 399)
for f in (lambda: float(10 ** 400), lambda: 10 ** 400 / 3, lambda: 10 ** 400 * 1.0, lambda: int("x" * 10), lambda: [1][2 ** 70], lambda: "a" * 2 ** 70, lambda: range(10)[2 ** 70], lambda: 1 << 2 ** 70, lambda: chr(2 ** 70), lambda: str(10 ** 5000), lambda: int("1" * 5000), lambda: math.sqrt(10 ** 700)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import math
print(math.isqrt(10 ** 40), math.gcd(2 ** 100, 6 ** 50), math.factorial(25), math.comb(100, 50), math.log2(2 ** 5000), math.log10(10 ** 400), math.perm(20, 10), math.lcm(2 ** 40, 3 ** 20))
print([1, 2, 3][-(2 ** 70):2 ** 70], "abc"[2 ** 70:], list(range(2 ** 65, 2 ** 65 + 3)), range(0, 2 ** 65)[2 ** 64], (2 ** 64 + 5) in range(2 ** 64, 2 ** 66, 5), sum([2 ** 62] * 4), max(2 ** 63, 2 ** 63 - 1), 2 ** 65 >> 2 ** 70, -1 >> 2 ** 70)
