# The items of enumerate, zip and reversed over constants are constants.
def f():
    for i, c in enumerate('ab'):
        print(i, c)
    for a, b in zip('abc', [1, 2]):
        print(a, b)
    return [x for x in reversed((1, 2, 3))]
