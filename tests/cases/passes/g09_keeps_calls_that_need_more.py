# Values that run code, mappings, positional arguments, rebound names; set has no empty display.
def f(x, g):
    return dict(a=g()), dict(**x), dict(x), set(), list(x)

def h():
    def tuple(): return 1
    return tuple()
