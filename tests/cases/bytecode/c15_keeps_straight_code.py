def f(a):
    a()
    return None
