def f(x, y):
    if x and True:
        y = 0
    return 0 and x, 1 and x, None or x, x or 1 or y, x and False
def g(x):
    return x or 1 or (yield)
