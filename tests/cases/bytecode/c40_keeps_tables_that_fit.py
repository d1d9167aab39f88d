# All numbers fit one byte: the order is that of the first uses.
def f(x):
    return a(x), b(x), b(x), b(x), 'one', 'two', 'two'
