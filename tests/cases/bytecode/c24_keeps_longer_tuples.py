def f(a, b, c, d):
    a.x, b.x, c.x, d.x = d, c, b, a
