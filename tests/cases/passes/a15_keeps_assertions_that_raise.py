def f(x):
    assert x
    assert 0, x
    assert not x, 'message'
    assert True, (y := x)
    return y
def g(x):
    assert 1, (yield x)
