def f():
    return [1, 2, 'three'], {1, 2, 3, 2}
