def f(x):
    return int(x), list(x), str(x), f'{x}', len(x), '%s' % x, hash('a'), id(1)
