# The value itself is wanted: a comparison may return anything.
def f(a, b):
    return a < b
