# A range that is kept, a long one, a step of zero, and a name that is not the builtin stay.
def f(n, range_):
    kept = range(3)
    for i in range(100):
        if i:
            break
    for i in range(1, 2, 0):
        pass
    return kept, [i for i in range(n)], [i for i in range_(3)]
