def f(x, a, b):
    return x in [1, 2], x in [a, b], x in {1, 2, 1.0}, x in {a, b}, x in [*a]
