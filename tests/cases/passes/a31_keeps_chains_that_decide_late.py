def f(x):
    print(x < 2 < 1, 1 < x < 3, 1 < 'a' < 2, 0.0 < 1 < 2 if x else x, 1 in [1, 2] in x)
    return (1 <
            2 < 3)
