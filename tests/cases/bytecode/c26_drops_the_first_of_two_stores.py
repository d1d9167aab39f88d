def f(g, h):
    a, a = g(), h()
    return a
