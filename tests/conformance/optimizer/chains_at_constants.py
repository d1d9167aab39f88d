# A chain of comparisons stops where one is false, and answers what the last one answered.
import traceback


def show(x):
    print("show", x)
    return x


class Odd:
    def __lt__(self, other):
        return "less than %r" % (other,)

    def __gt__(self, other):
        return "greater than %r" % (other,)

    def __contains__(self, item):
        return [item]

    def __repr__(self):
        return "Odd"


print(1 < 2 < 3, 1 < 2 < show(5), 3 < 2 < show(5), 1 < 2 <= 2 < Odd(), 2 < 1 < Odd(), "a" in "abc" in Odd())
print(1 < 2 < 3 < Odd(), None is None is not show(None), 1 == 1.0 == True == show(1), 1 != 1 != show(2))
print(Odd() < 2 < 1, 0 < Odd() < 1, 1 in [1, 2] in [[1, 2]], 1 in (1, 2) in [(1, 2)], b"a" != "a" != show("b"))
nan = float("nan")
print(1 < 2 < nan, nan < 1 < 2, 1e400 > 2 > 1, 0.0 == -0.0 == show(0))


def generator():
    if 2 < 1 < (yield 1):
        pass


def scope():
    try:
        2 < 1 < (bound := 3)
        return bound
    except UnboundLocalError as e:
        return str(e)


def raises():
    return 1 < 2 < "text"


def mixed():
    return 1 < "a" < show(3)


print(list(generator()), scope())
for f in (raises, mixed):
    try:
        f()
    except TypeError:
        traceback.print_exc()
