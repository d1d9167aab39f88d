# Constants of the module and of imported modules, and builtins behind displays, change in the middle of a running function.
import builtins
import math
import sys

LIMIT = 10
DEBUG = False
NAME = "pyopt"
BIG = 2 ** 60
HALF = 0.5


class Loud(str):
    pass


def numbers(change):
    out = []
    for turn in range(14):
        if turn == 8:
            change()
        if DEBUG:
            out.append("debug")
        out.append((LIMIT + 1, -LIMIT, LIMIT > 3, BIG * 2, HALF * 4, NAME[1], LIMIT == 10))
    return out[6:]


def set_limit():
    global LIMIT
    LIMIT = 20


def set_debug():
    globals()["DEBUG"] = True


def equal_but_other():
    globals().update(LIMIT=10.0, NAME=Loud("python"), BIG=True)


def delete():
    global HALF
    del HALF


def restore():
    globals().update(LIMIT=10, DEBUG=False, NAME="pyopt", BIG=2 ** 60, HALF=0.5)


for change in (lambda: None, set_limit, set_debug, equal_but_other, delete):
    try:
        print(change.__name__, numbers(change))
    except NameError as e:
        print(type(e).__name__, e)
    restore()
print(numbers(restore)[-1])


class Fake:
    pi = 3
    inf = -1


def modules(change):
    out = []
    for turn in range(12):
        if turn == 7:
            change()
        out.append((round(math.pi * 2, 3), -math.inf, sys.maxunicode > 2 ** 16))
    return out[5:]


def patch():
    math.pi = 3


def unpatch(pi=math.pi):
    math.pi = pi


def fake():
    global math
    math = Fake


print(modules(patch))
unpatch()
print(modules(lambda: None)[-1])
print(modules(fake))
import math


class Point:
    def __init__(self):
        self.x = 1

    @property
    def y(self):
        raise AttributeError("no y")


def shadows(change, o):
    out = []
    for turn in range(12):
        if turn == 7:
            change()
        d = dict(a=turn, b=2)
        d[turn] = list()
        out.append((d, tuple(), getattr(o, "x"), [p for p in enumerate("ab")], [p for p in zip("ab", (1, 2))],
                    [r for r in reversed((1, 2))]))
    return out[6:8]


def patch_all():
    builtins.dict = lambda **k: {"patched": 1}
    builtins.list = lambda: "list"
    builtins.tuple = lambda: "tuple"
    builtins.getattr = lambda o, n: (n, "patched")
    builtins.enumerate = lambda s: "enumerate"
    builtins.zip = lambda *s: "zip"
    builtins.reversed = lambda s: "reversed"


old = {n: getattr(builtins, n) for n in ("dict", "list", "tuple", "getattr", "enumerate", "zip", "reversed")}
print(shadows(lambda: None, Point()))
print(shadows(patch_all, Point()))
for n, v in old.items():
    setattr(builtins, n, v)
print(shadows(lambda: None, Point())[0])


def lookup(o):
    for _ in range(8):
        try:
            getattr(o, "y")
        except AttributeError as e:
            last = e
    return str(last)


print(lookup(Point()))


def suspended():
    for turn in range(12):
        yield LIMIT * 2


g = suspended()
print([next(g) for _ in range(8)])
LIMIT = 7
print([next(g) for _ in range(4)])
