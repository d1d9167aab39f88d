def f(w, x, y, z):
    a, b, c, d = w, x, y, z
    e, = 1,
    g, = x,
    h, i, j, k = w, 1, x, 2
    return a, b, c, d, e, g, h, i, j, k
