# An item that is no constant keeps the tuple a display, and a target is none.
def f(x):
    (a, b) = x
    return (1, x), (*x, 1), [(1, x)], a, b
