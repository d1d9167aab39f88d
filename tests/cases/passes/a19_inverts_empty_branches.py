def f(x, y):
    if x: pass
    else:
        y = 1
    if not x: ...
    elif y:
        y = 2
    if x in y: pass
    else: y = 3
    return y
