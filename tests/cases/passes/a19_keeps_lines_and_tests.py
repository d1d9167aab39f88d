# `pass` on a line of its own is seen by tracers, and a test without branches is still a test.
def f(x, y):
    if x:
        pass
    else:
        y = 1
    if x: pass
    if x:
        y = 2
    else:
        pass
    if (x and
            y): pass
    else:
        y = 4
    return y
