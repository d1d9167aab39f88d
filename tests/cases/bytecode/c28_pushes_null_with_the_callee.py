def f():
    return name(1000)
