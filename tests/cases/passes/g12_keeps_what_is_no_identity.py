def others(n, x, s):
    return n * 0, x + 0.0, x - -0.0, n ** 1, n / 1, 1 - n, n * True, s.n * 1
