def others(xs):
    return tuple(x for x in xs), list([x for x in xs]), dict((x, 1) for x in xs), sum(x for x in xs), list(xs)


class Body:
    items = list(x for x in xs)


def frozenset(xs):
    return frozenset(x for x in xs)
