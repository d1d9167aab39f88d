def f():
    for i in range(4):
        if i == 2:
            break
    return [i for i in range(3)], [i for i in range(100)], range(3)
