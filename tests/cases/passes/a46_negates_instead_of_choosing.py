def f(x, y):
    print(True if x else False, False if x else True, True if not x else False, True if x < y else False)
    print(True if x in y else False, False if x is y else True, False if not x in y else True)
    if True if x and y else False:
        return True if (z := x) else False
    while False if x else True:
        x = not (True if y else False)
