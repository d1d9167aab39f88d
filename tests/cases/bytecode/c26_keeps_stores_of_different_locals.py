def f(g, h):
    a, b = g(), h()
    return a, b
