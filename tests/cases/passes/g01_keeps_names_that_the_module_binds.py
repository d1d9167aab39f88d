def f(len):
    return len('abc')
