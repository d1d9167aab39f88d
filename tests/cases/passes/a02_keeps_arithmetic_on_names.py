# `x` may be anything: a string, a matrix, a NaN, a minus zero.
def f(x, y):
    print(x * 1, x + 0, x * 0, x - 0, x / 1, x ** 1, x - x, x + 1 + 2, x + 'a' + 'b', 1 * x)
    x += y
    x = x + y
    return 0.0, -0.0, 1, True, 1.0
