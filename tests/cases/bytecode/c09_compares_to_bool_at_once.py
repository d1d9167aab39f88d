def f(a, b):
    if a < b:
        return 1
