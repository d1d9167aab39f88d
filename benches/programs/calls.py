"""Functions that call functions: recursion, defaults, keywords, star arguments."""


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def scaled(value, factor=3, *, offset=0):
    return value * factor + offset


def total(*values, start=0):
    for value in values:
        start += value
    return start


def main(n):
    result = 0
    for i in range(n):
        result += fibonacci(15) + ackermann(2, 9)
        for k in range(60):
            result += scaled(k) + scaled(k, 2) + scaled(k, offset=i) + total(k, i, 1, start=2)
    return result


WORK = 120
