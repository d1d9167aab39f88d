# Which operand raised is seen in a traceback, and a chain would be tested twice.
def f(x, y):
    print(True if x and y else False, True if x < y < 1 else False, True if x else True, 1 if x else 0)
    print(True if (x if y else x) else False, x if True else False, True if x else None)
    return (True
            if x else False)
