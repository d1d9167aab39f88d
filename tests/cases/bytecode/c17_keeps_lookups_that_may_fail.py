def f():
    name
    return 1000
