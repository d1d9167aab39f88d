def area(w, /, h, scale=1):
    return [w, h, scale]


def uses(x, y):
    area(1, scale=x, h=y)
    area(w=1, h=2, scale=3)
    area(1, h=2)
    area(1, h=f(), scale=2)
    area(1, **x)
    area(1, 2, scale=3, h=4)
