def reads(x):
    return x.value


def needs_not_all(x, y):
    return x if x else y


def assigns(x):
    y = 1 / x
    return 2


def identity(x, y):
    return x is y


def inverted(x):
    return ~x


def raises(x):
    if x < 0:
        raise ValueError(x)
    return x


def itself(x):
    return itself(x)


def two(x):
    return x


def two(x):
    return x + 1


def default(x, y=1):
    return x + y


@property
def decorated(x):
    return x


def square(x):
    return x * x


def uses(a, b, xs):
    reads(a), needs_not_all(a, 1 / b), assigns(a), identity(a, b), inverted(a), raises(a), itself(a), two(a)
    default(a), decorated(a)
    square(xs[0]), square(*xs), square(x=a), square(unknown), [square(x) for x in xs]
    return square


class Body:
    value = square(3)


square(4)
