x = a if 1 else b
def f():
    return 1 if 1 else (y := 2)
def g():
    y = (yield) if 0 else 3
    return y
