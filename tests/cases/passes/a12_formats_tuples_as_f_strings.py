# CPython formats each value before it evaluates the next one: so does an f-string.
def f(a, b):
    print('%s=%r' % (a, b))
    print('%a and %% and {}' % (a,))
    print('%5s|%-5s|%.3s|%-7.2r|%05s|%+s' % (a, a, a, a, a, b))
    print('%.s%.05s' % (a, b))
    print('nothing' % (), '100%%' % (), '' % ())
    return '%s' % ('%s' % (a,),)
'%s' % (f(1, 2),)
