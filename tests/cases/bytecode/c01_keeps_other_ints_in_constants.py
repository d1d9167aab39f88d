# What does not fit a byte, and True, which is no int here.
def f():
    return [256, x, -1, True]
