def f(x):
    assert True
    assert 1, x()
    assert (x, 'always'), 'doubtful'
    assert 'text', 'more'
    return x
