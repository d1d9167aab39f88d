def f(a, b, c):
    a.x, b.x = b, a
    a.x, b.x, c.x = c, b, a
