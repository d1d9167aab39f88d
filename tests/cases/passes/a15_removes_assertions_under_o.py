# -O
def f(x):
    assert x
    assert x, 'first'
    if x:
        assert x()
    return 1
