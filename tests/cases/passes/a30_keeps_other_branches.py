def f(a, b):
    if a:
        if b:
            return 1
        else:
            return 2
    if a:
        if b:
            return 3
        print()
    if a:
        if b: return 4
    else:
        return 5
