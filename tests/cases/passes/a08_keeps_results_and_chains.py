# Other operators may answer anything, and a chain is more than one test.
def f(a, b):
    return not a == b, not a < b, not a in b in a, not a is b is a, not (a and b)
