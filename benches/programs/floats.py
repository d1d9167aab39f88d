"""Floating point: matrices, integration, a wave on a grid, a random walk."""

import math


def multiply(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def integrate(function, low, high, steps):
    width = (high - low) / steps
    total = 0.5 * (function(low) + function(high))
    for i in range(1, steps):
        total += function(low + i * width)
    return total * width


def wave(size, steps):
    now = [math.sin(i * math.pi / size) for i in range(size)]
    before = now[:]
    for _ in range(steps):
        after = [0.0] * size
        for i in range(1, size - 1):
            after[i] = 2.0 * now[i] - before[i] + 0.25 * (now[i - 1] - 2.0 * now[i] + now[i + 1])
        before, now = now, after
    return sum(now)


def walk(steps):
    x = y = 0.0
    seed = 12345
    for _ in range(steps):
        seed = (seed * 1103515245 + 12345) % 2147483648
        angle = seed / 2147483648.0 * 2.0 * math.pi
        x += math.cos(angle)
        y += math.sin(angle)
    return math.hypot(x, y)


def main(n):
    a = [[(i * j + 1) % 7 / 3.0 for j in range(12)] for i in range(12)]
    result = 0.0
    for _ in range(n):
        result += multiply(a, a)[3][4]
        result += integrate(lambda x: x * x * math.exp(-x), 0.0, 4.0, 300)
        result += wave(60, 12) + walk(300)
    return round(result, 6)


WORK = 350
