# Fused instructions have one line: a traceback must name the right one.
def f(a, b):
    c = a.x
    c = a.x
    return c
