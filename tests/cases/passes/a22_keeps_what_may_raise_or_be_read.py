'''The docstring stays.'''
def f(x):
    '''So does this one.'''
    x
    x.y
    x[0]
    f'{x}'
    -x
def g():
    pass
class C:
    'A docstring.'
