# What cannot be iterated, hashed, entered or asserted is underlined as a whole.
def f(x):
    assert 0 or x
    for y in 0 or x:
        with None or x:
            pass
    return {0 or y for y in 1 and x}, {1 and y: 0 or y for y in x}, [0 or x], {1 and x}
