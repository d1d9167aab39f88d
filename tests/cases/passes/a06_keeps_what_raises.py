# Indices out of range and of the wrong type raise at run time; lists sliced are fresh ones.
def f(x):
    return 'abc'[9], (1, 2)['a'], {'k': 1}['other'], [1, 2][:1], x[0], 'abc'[x], [x, 2][1]
