# A weak proxy without callback is shared, and stands for its object in conversions too.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

import operator
import weakref


class C:
    def __str__(self):
        return "string"

    def __bytes__(self):
        return b"bytes"

    def __index__(self):
        return 10

    def __int__(self):
        return 11

    def __float__(self):
        return 1.5

    def __abs__(self):
        return "abs"

    def __divmod__(self, other):
        return "divmod", other

    def __rdivmod__(self, other):
        return "rdivmod", other

    def __len__(self):
        return 3

    def __reversed__(self):
        return iter("cba")


o = C()
p = weakref.proxy(o)
print(p is weakref.proxy(o), p is weakref.proxy(o, None))
print(weakref.getweakrefcount(o), len(weakref.getweakrefs(o)), weakref.getweakrefs(o)[0] is p)


class Ref(weakref.ref):
    pass


r1, r2, r3 = Ref(o), weakref.ref(o), Ref(o)
print(weakref.getweakrefs(o)[0] is r2, weakref.getweakrefs(o)[1] is p, r1 is r3, r2 is weakref.ref(o))
for f in (
    lambda: operator.index(p), lambda: int(p), lambda: float(p), lambda: bytes(p), lambda: abs(p), lambda: divmod(p, 2),
    lambda: divmod(2, p), lambda: list(reversed(p)), lambda: str(p), lambda: "__bytes__" in dir(p), lambda: hash(p),
    lambda: list(range(20))[p],
):
    t(f)


class A:
    def __iter__(self):
        return weakref.proxy(f)


t(lambda: list(A()))
m = memoryview(bytearray(b"abc"))
w = weakref.ref(m)
print(w() is m)
