"""Integers beyond the machine's: factorials, powers modulo, digits of pi, conversion to decimal and back."""


def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def pi_digits(count):
    q, r, t, k, digit, length = 1, 0, 1, 1, 3, 3
    digits = []
    while len(digits) < count:
        if 4 * q + r - t < digit * t:
            digits.append(digit)
            q, r, digit = 10 * q, 10 * (r - digit * t), 10 * (3 * q + r) // t - 10 * digit
        else:
            q, r, t, k, digit, length = (
                q * k, (2 * q + r) * length, t * length, k + 1,
                (q * (7 * k + 2) + r * length) // (t * length), length + 2,
            )
    return digits


def is_probable_prime(n):
    return n > 2 and all(pow(base, n - 1, n) == 1 for base in (2, 3, 5, 7))


def main(n):
    result = 0
    for i in range(n):
        result += factorial(120 + i % 10) % 1_000_003
        result += sum(pi_digits(60))
        result += is_probable_prime((1 << 127) - 1 - 2 * i)
        text = str(3 ** (400 + i % 50))
        result += int(text[::-1]) % 97
    return result


WORK = 350
