# A failed assertion points at its whole test, a test that raises at the operand: whatever is simplified around it.
import traceback


class Raises:
    def __bool__(self):
        raise ValueError("no truth")

    def __contains__(self, item):
        raise ValueError("no members")

    def __lt__(self, other):
        raise ValueError("no order")


def a1(x, y):
    assert (x or False), "message"


def a2(x, y):
    assert (0 or x)


def a3(x, y):
    assert (True if x else False)


def a4(x, y):
    assert (x if True else y)


def a5(x, y):
    assert not y in [y]


def a6(x, y):
    assert not not x


def a7(x, y):
    assert (x and True) and (x and y)


def a8(x, y):
    assert (b"".decode() if x else "" % ())


def a9(x, y):
    assert 2 < 1 < x


def t1(x, y):
    if not 1 in x:
        return 1


def t2(x, y):
    if not not x:
        return 1


def t3(x, y):
    if x and True:
        return 1


def t4(x, y):
    return [1 for _ in "a" if not (True if x else False)]


def t5(x, y):
    while (True if x < y else False) and y:
        return 1


def t6(x, y):
    return not (not x)


def t7(x, y):
    return not (not (not x))


def t8(x, y):
    if y:
        if x:
            return 1


def t9(x, y):
    if x: pass
    else:
        return 1


def w1(x, y):
    for _ in (0 or y):
        pass


def w2(x, y):
    return [1 for _ in (None or y)]


def w3(x, y):
    return {(0 or [_]) for _ in "a"}


def w4(x, y):
    return {(0 or [_]): (2.5 or _) for _ in "a"}


def w5(x, y):
    with (0 or y):
        pass


def w6(x, y):
    @(0 or y)
    def inner():
        pass


def w7(x, y):
    if (lambda z: z)(x):
        pass


def w8(x, y):
    return [*(0 or y)], -("a" if True else x)


def report(f, *args):
    try:
        f(*args)
        print(f.__name__, "passed")
    except (AssertionError, ValueError, TypeError):
        lines = traceback.format_exc().splitlines()
        print(f.__name__, *(line for line in lines if not line.lstrip().startswith("File ")), sep="\n")


for f in (a1, a2, a3, a4, a5, a6, a7, a8, a9):
    report(f, 0, 1)
    report(f, Raises(), 1)
for f in (w1, w2, w3, w4, w5, w6, w7, w8):
    for turn in range(8):
        report(f, Raises(), 1)
for f in (t1, t2, t3, t4, t5, t6, t7, t8, t9):
    report(f, Raises(), 1)
