# Lists grow, locals are rebound, and a length that must raise does so at run time.
def grown(f):
    names = ["a", "b"]
    f(names)
    return len(names)


def rebound(f):
    names = ("a", "b")
    names = f(names)
    return len(names)


def number():
    n = 3
    return len(n)


def shadowed(len):
    names = ("a", "b")
    return len(names)
