def area(w, h, /, unit, scale):
    return [w, h, unit, scale]


def uses(x, y):
    return area(1, 2, unit=x, scale=y), area(x, y, scale=1, unit=x)
