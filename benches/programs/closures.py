"""Functions made by functions: cells, `nonlocal`, decorators, lambdas, `functools.partial`."""

import functools


def counter(step):
    count = 0

    def advance():
        nonlocal count
        count += step
        return count

    return advance


def memoized(function):
    seen = {}

    @functools.wraps(function)
    def wrapper(argument):
        if argument not in seen:
            seen[argument] = function(argument)
        return seen[argument]

    return wrapper


def compose(*functions):
    def composed(value):
        for function in functions:
            value = function(value)
        return value

    return composed


def main(n):
    @memoized
    def ways(stairs):
        return 1 if stairs < 2 else ways(stairs - 1) + ways(stairs - 2)

    def power(exponent, base):
        return base ** exponent

    result = ways(60) % 1000
    square = functools.partial(power, 2)
    chain = compose(lambda x: x + 1, square, lambda x: x % 1009)
    for i in range(n):
        advance = counter(i % 3 + 1)
        for _ in range(10):
            result += advance()
        result = chain(result) + ways(i % 40) % 7
    return result


WORK = 25_000
