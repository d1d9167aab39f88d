def f(x, y):
    return x == x, x is x, x == 1 or x == 2, not x == y, not x < y, 1 is 1.0, 'a' == b'a', 0 in (x,)
