# -OO
def f():
    'The docstring.'
    'A string behind it would take its place.'
def g():
    f'no docstring'
    return 1
def h(x):
    x = 'not in its position'
    return 'nor here'
