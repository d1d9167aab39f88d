# The second test of the same value is known.
def f(a, b, c):
    return a and b or c
