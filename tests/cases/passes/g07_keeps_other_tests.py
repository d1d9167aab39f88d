class Own:
    pass


def own(x):
    return isinstance(x, Own), isinstance(x.y, str), isinstance(x, int | str), isinstance(x, type)


def captured(xs):
    return [isinstance(x, str) for x in xs], lambda y: isinstance(xs, list)


def rebinds():
    global x
    x = 1
    return isinstance(x, int)


class Body:
    y = 1
    answer = isinstance(y, int)


def set(x):
    return isinstance(x, set)
