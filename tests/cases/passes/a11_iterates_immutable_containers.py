def f(a, b):
    for x in [a, b]:
        print(x)
    return [y for y in {1, 2}], [y for y in {a, b}]
