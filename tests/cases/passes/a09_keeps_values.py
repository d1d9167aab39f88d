# Where the value is wanted, `not not` makes a bool of it.
def f(x):
    y = not not x
    return y, [not not i for i in x]
