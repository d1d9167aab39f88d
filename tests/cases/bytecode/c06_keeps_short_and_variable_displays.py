def f(x):
    return [1, 2], {1, 2}, [1, 2, x], {1, 2, x}
