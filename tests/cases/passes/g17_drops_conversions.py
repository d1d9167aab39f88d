def texts(s, n, x, t):
    return str(s) + 'a', int(n), float(x), tuple(t), bytes(s)
