# `while 1` has no test, and the arm of a false one goes.
def f(a):
    while 1:
        if 0:
            a()
        if a():
            return a
