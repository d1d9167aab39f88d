# `~` of a bool warns at run time, other operands raise there, and names may be anything.
def f(x):
    return ~True, -'a', +None, ~1.5, -x, not x, +x
