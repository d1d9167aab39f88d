def f():
    return -1000 + x
