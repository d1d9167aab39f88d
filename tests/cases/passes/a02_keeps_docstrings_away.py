def f():
    'a' + 'b'
    return f.__doc__
