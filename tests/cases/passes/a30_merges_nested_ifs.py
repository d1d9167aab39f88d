def f(a, b, c):
    if a:
        if b:
            return 1
    if a and b:
        if not c:
            if a in b:
                c = 2
    while a:
        if b:
            if c: break
    if a:
        if b or c: return 3
    elif b:
        return 4
    else:
        if a:
            if c: return 5
