def f(a, b):
    a, b = b, a
    c = a
    return c + b
