# Arbitrary precision in use: digits of pi, factorials, gcd, modular powers, perfect powers.
import math


def pi_digits(n):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    while n:
        if 4 * q + r - t < m * t:
            yield m
            n -= 1
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def is_probable_prime(n):
    return all(pow(a, n - 1, n) == 1 for a in (2, 3, 5, 7))


print("".join(map(str, pi_digits(60))))
print(math.factorial(30), math.factorial(25) == math.prod(range(1, 26)), math.comb(60, 30), math.perm(20, 5))
a, b = 2 ** 100 - 1, 2 ** 60 - 1
print(gcd(a, b), math.gcd(a, b) == 2 ** 20 - 1, math.lcm(a, b), math.isqrt(10 ** 40), math.isqrt(2 * 10 ** 40))
print([p for p in (89, 107, 127, 128) if is_probable_prime(2 ** p - 1)])
big = 10 ** 50
print(big + 1, big - 1, -big // 3, big % 997, big >> 20, big & 0xFFFF, big ^ big, (big + 1) * (big - 1) == big ** 2 - 1)
print(big == 1e50, big / 10 ** 48, float(big), big / 3, int(str(big)) is not None, f"{big:,}"[:12], hex(big), big.bit_length())
total = 0
for i in range(1, 40):
    total += i ** i
print(total, total % 10 ** 10, sum(int(d) for d in str(2 ** 1000)), str(total)[::-1])
for bad in (lambda: big / 0, lambda: math.isqrt(-1), lambda: 10.0 * 10 ** 400, lambda: [1] * big, lambda: int("9" * 5000)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
