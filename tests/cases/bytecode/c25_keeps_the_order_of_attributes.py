# Storing an attribute runs code: its order is seen.
def f(g, h):
    g.a, h.b = g(), h()
