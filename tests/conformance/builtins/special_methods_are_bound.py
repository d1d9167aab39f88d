# Special methods may be any descriptor: each is bound before it is called.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

import math
import operator


class Bound:
    def __init__(self, answer):
        self.answer = answer

    def __get__(self, instance, owner):
        return lambda *args: self.answer


class X:
    __iter__ = Bound(iter("ab"))
    __next__ = Bound("next")
    __reversed__ = Bound("reversed")
    __index__ = Bound(3)
    __float__ = Bound(2.5)
    __complex__ = Bound(1j)
    __length_hint__ = Bound(7)
    __ceil__ = Bound("ceil")
    __trunc__ = Bound("trunc")
    __len__ = Bound(4)
    __bool__ = Bound(False)
    __repr__ = Bound("repr")
    __hash__ = Bound(5)
    __contains__ = Bound(True)
    __getitem__ = Bound("item")
    __call__ = Bound("called")
    __neg__ = Bound("neg")
    __add__ = Bound("add")
    __eq__ = Bound("eq")
    __enter__ = Bound("enter")
    __exit__ = Bound(False)
    __aiter__ = Bound(None)
    __anext__ = Bound("anext")


x = X()
X.__aiter__ = Bound(x)
for f in (
    lambda: list(x), lambda: next(x), lambda: reversed(x), lambda: operator.index(x), lambda: [0, 1, 2, 3][x],
    lambda: float(x), lambda: complex(x), lambda: math.sqrt(x) > 1, lambda: operator.length_hint(x),
    lambda: math.ceil(x), lambda: math.trunc(x), lambda: len(x), lambda: bool(x),
    lambda: repr(x), lambda: hash(x), lambda: 1 in x, lambda: x[1], lambda: x(), lambda: -x, lambda: x + 1,
    lambda: x == 1, lambda: aiter(x) is x, lambda: anext(x), lambda: [y for y, _ in zip(range(2), iter(X.__iter__()))],
):
    t(f)
with x as entered:
    print(entered)


class S:
    __iter__ = staticmethod(lambda: iter("xy"))
    __len__ = staticmethod(lambda: 3)
    __index__ = classmethod(lambda cls: 2)


t(lambda: list(S()))
t(lambda: len(S()))
t(lambda: "abc"[S()])


class Stepped:
    def __iter__(self):
        return self

    __next__ = Bound(1)


it = iter(Stepped())
print([next(it) for _ in range(3)], [a for a, _ in zip(Stepped(), range(2))])


def absent(error):
    def get(self):
        raise error

    return property(get)


class Absent:
    __eq__ = __lt__ = __add__ = __radd__ = __matmul__ = __iadd__ = absent(AttributeError("booh"))
    __ne__ = __gt__ = __sub__ = absent(KeyError("kept"))


a = Absent()
for f in (
    lambda: a == a, lambda: a == 1, lambda: a != 1, lambda: a < 1, lambda: a > 1, lambda: a + 1, lambda: 1 + a,
    lambda: a @ 1, lambda: a - 1, lambda: sum([a]),
):
    t(f)
