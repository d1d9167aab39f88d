# None of these is what CPython takes for an f-string.
def f(a, b, x):
    print('%s' % a, '%s' % x, '%s %s' % x)
    print('%d' % (a,), '%x %s' % (a, b), '%5.1f' % (a,))
    print('%s' % (*x,), '%s %s' % (a, *x))
    print('%s' % (a, b), '%s %s' % (a,), '%' % (a,), '%s %' % (a,))
    print('%100s' % (a,), '%.100s' % (a,), '%*s' % (a, b), '%(k)s' % (a,), '%ls' % (a,))
    print(b'%s' % (a,), b % (a,))
    return '%s' % [a], '%s' % {'k': a}
