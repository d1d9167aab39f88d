def others(s, xs):
    return list(xs), dict(xs), str(s.x), int(s, 16), bool(s), set(xs)


def str(x):
    return str(x)
