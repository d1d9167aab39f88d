# A negative number is an operator and a constant in the source.
def f():
    return -1000, not None, ~7
