# `not a < b` is not `a >= b`.
def f(a, b):
    return not a < b
