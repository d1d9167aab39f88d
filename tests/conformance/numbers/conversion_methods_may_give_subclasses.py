# What __index__, __int__, __float__ and __complex__ give may be of a derived class, with a warning; so may ~True.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

import operator
import warnings


class I(int):
    pass


class F(float):
    pass


class C(complex):
    pass


class X:
    def __index__(self):
        return I(3)

    def __int__(self):
        return I(4)

    def __float__(self):
        return F(2.5)

    def __complex__(self):
        return C(2.5)


class B(int):
    def __index__(self):
        return 42

    def __int__(self):
        return True


def w(f):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        t(f)
    for one in caught:
        print("   ", one.category.__name__, one.message)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        t(f)


import math

yes = True
for f in (
    lambda: operator.index(X()), lambda: int(X()), lambda: float(X()), lambda: complex(X()), lambda: [1, 2, 3, 4][X()],
    lambda: bin(X()), lambda: type(int(X())), lambda: range(X()), lambda: math.sqrt(X()), lambda: int(B(7)),
    lambda: operator.index(B(7)), lambda: [0] * B(2), lambda: operator.index(True), lambda: ~True, lambda: ~False,
    lambda: ~yes, lambda: -yes, lambda: math.factorial(X()),
):
    w(f)
t(lambda: int("0", base=2**234))
t(lambda: int("0", base=-(2**100)))
t(lambda: int("0", 1))
t(lambda: int(memoryview(b"100"), 2))
t(lambda: int(memoryview(b"1")))
t(lambda: int(bytearray(b"11"), 2))
for kind in ("x", "double", "float", 1, None):
    t(lambda: float.__getformat__(kind))
inf = float("inf")
for base in (0.0, -0.0, 2.0, -2.0, 0):
    for power in (-1, -3.0, -2.0, -inf, inf, float("nan")):
        t(lambda: base**power)


class Text(str):
    def __float__(self):
        return 9.0

    def __int__(self):
        return 7


t(lambda: float(Text("8")))
t(lambda: int(Text("8")))
t(lambda: complex(Text("8")))
