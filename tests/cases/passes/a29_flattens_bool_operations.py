def f(a, b, c):
    if (a and b) and c:
        return (a or b) or c
    if a or (b or (c or a)):
        return a and (not b and c)
    return (a and
            b) and c if (a and (b and
            c)) else a
