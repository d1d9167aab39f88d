def f(x, y, z, w):
    x, y = y, x
    a, b = 1, 2
    a, b, c, d = 1, 2, 3, 4
    a, b, c, d = a, 2, x, 4
    x, b, c, d = y, z, x, w
    x.a, b, c, d = y, z, y, w
    a, a, c, d = y, z, y, w
    a, b, c, d = y, z, gone, w
    for a, b in x:
        pass
    return a, b
def g(gone, x, y, z):
    a, b, c, d = gone, x, y, z
    del gone
def h(w, x, y, z):
    global a
    a, b, c, d = w, x, y, z
a, b, c, d = 1, f, g, h
