def f(a, b):
    return not a in b, not a is b
