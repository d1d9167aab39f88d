def f():
    return 60 * 60 * 24
