# All stores are on one line, and every old value is still there behind them: their order does not show.
def f(a, b, c, d, e):
    a, b, c, d = b, c, d, a
    e, a, c, d, b = a, b, c, d, e
    return a, b, c, d, e
