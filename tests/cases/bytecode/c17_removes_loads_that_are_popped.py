# What folding leaves of a statement without effect.
def f(a):
    (1000, 2000)
    -a if a else -1000
    return a
