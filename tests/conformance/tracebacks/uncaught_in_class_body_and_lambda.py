# Class bodies, lambdas and comprehensions have names of their own in a traceback.
def check(x):
    if x > 2:
        raise ValueError(x)
    return x


class Table:
    rows = (lambda n: [check(i) for i in range(n)])(5)
