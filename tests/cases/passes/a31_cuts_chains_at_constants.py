def f(x, y):
    print(1 < 2 < 3, 1 < 2 < x, 3 < 2 < f(x), 1 < 2 <= 2 < x < y, 'a' in 'abc' in x, None is None is None)
    if 1 < 0 < (yield):
        return 1
    return 2 < 1 < (z := x), z
