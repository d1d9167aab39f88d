def collect(xs):
    return list(x + 1 for x in xs), set(f(x) for x in xs if x)
