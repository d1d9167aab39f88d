def f():
    x = [y, 1000]
    return x
