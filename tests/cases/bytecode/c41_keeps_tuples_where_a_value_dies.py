# A finalizer can see which locals are stored already; and two stores to one local, lines apart, few values stay.
def f(a, b, c, d, e):
    a, b, c, d = b, c, d, e
    a, b, c, d = b, c, d, g()
    a, b, c, a = b, c, a, b
    (a,
     b, c, d) = b, c, d, a
    (a, b, c), d = (b, c, d), a
    e.x, b, c, d = b, c, d, e
