def f(a, b):
    if a:
        b()
    else:
        a()
    return None
