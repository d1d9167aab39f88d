"""Machine-sized integers: a sieve, Collatz chains, gcd, bits, digits."""


def sieve(limit):
    flags = [True] * (limit + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= limit:
        if flags[i]:
            for multiple in range(i * i, limit + 1, i):
                flags[multiple] = False
        i += 1
    return sum(flags)


def collatz(start):
    steps = 0
    while start != 1:
        start = start // 2 if start % 2 == 0 else 3 * start + 1
        steps += 1
    return steps


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def bits(n):
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count


def digits(n):
    total = 0
    while n > 0:
        n, digit = divmod(n, 10)
        total += digit
    return total


def main(n):
    result = 0
    for i in range(1, n):
        result += sieve(900) + collatz(i) + digits(i * 987_654)
        for k in range(1, 25):
            result += gcd(i * k, 360) ^ bits(i << k)
    return result


WORK = 900
