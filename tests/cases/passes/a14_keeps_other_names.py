# Only the name itself is known, not an attribute of that name.
def f(x, debug):
    return x.__debug__, debug, '__debug__'
