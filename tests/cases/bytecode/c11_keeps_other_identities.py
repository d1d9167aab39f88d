def f(a):
    if a is True:
        return 1
