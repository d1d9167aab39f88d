'''The docstring stays.'''
1
def f(x):
    pass
    x
    'no docstring'
    f'{x}'
    pass
def g():
    pass
class C:
    1
