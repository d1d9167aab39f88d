# Exceptions, tables of the running Python, and what is no constant belong to run time; so do conversions.
def f(x):
    print('abc'.index('z'), 'abc'.split(''), 'é'.upper(), 'é'.encode('ascii'), b'\xff'.decode())
    print('abc'.join(x), 'a'.join((1, 2)), '{}'.format(1), 'a'.ljust(100000), ''.join(['a', x]))
    print('a'.encode('utf-16'), 'a'.encode('ascii', 'surrogateescape'), 'abc'.missing(), 'abc'.upper)
    print('a,b'.split(sep=','), x.upper(), f'{x}'.upper(), 'a'.startswith(1), (1, 2).index(3))
    print(int(x), list(x), True.bit_length(), b'a'.find(97))
    return ('abc'
            .upper())
