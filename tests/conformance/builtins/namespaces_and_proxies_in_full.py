# mappingproxy and SimpleNamespace: their odd methods, recursion and pickling; zip and map remember strict; typing.TypeVar its module.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

import copy
import inspect
import pickle
import sys
import types
import typing

proxy = types.MappingProxyType({"a": 1})
print(sorted(set(dir(proxy)) - set(dir(object()))))
print("__doc__" in dir(object()), "__module__" in types.MappingProxyType.__dict__)
t(lambda: types.MappingProxyType[int, str])
t(lambda: proxy | {"b": 2})
t(lambda: proxy.__ior__({}))


def inplace():
    p = types.MappingProxyType({"a": 1})
    p |= {"b": 1}


t(inplace)
SN = types.SimpleNamespace
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    t(lambda: pickle.loads(pickle.dumps(SN(a=1, b=[2]), protocol)))
n = SN()
n.x = n
t(lambda: n)
n = SN(a=1)
n.b = SN(c=n)
t(lambda: n)


class Sub(SN):
    pass


n = Sub()
n.x = n
t(lambda: n)
t(lambda: n.__reduce__()[:2])
t(lambda: copy.copy(SN(a=1)))
T = typing.TypeVar("T")
print(T.__module__, typing.ParamSpec("P").__module__, typing.TypeVarTuple("Ts").__module__)
t(lambda: pickle.loads(pickle.dumps(list[T] | int)))
for make in (lambda: zip([1], [2, 3], strict=True), lambda: map(lambda a, b: a, [1], [2, 3], strict=True)):
    made = make()
    t(lambda: made.__reduce__()[2:])
t(lambda: list(pickle.loads(pickle.dumps(zip([1], [2, 3], strict=True)))))
t(lambda: zip([1]).__setstate__(True))
t(lambda: map(len, [""]).__setstate__(0))
for f in ((lambda: 0).__get__, str.join.__get__, "".join, [].append, {}.get, len, dict.fromkeys):
    t(lambda: str(inspect.signature(f)))
for f in (len, breakpoint, str.join, [].append, "".split, dict.fromkeys, (1).__add__, globals):
    t(lambda: f.__text_signature__)
frame = sys._getframe()
for lasti in (1, 3, 0, -1):
    t(lambda: types.TracebackType(None, frame, lasti, 2).tb_lasti)


class X:
    def __init__(self, victim):
        self.victim = victim

    def __eq__(self, other):
        self.victim.clear()
        return NotImplemented


a, b = [], []
a.append(X(b))
b.append(X(a))
t(lambda: a == b)
c = []
c.append(X(c))
t(lambda: c == [1])
t(lambda: b"%s %b" % (bytearray(b"1"), memoryview(b"2")))


def misbehaving(array):
    yield b"a"
    array *= 1000
    yield b"b"


array = bytearray(b",")
t(lambda: array.join(misbehaving(array)))
array *= 2
print(array)
m = memoryview(bytearray(8)).cast("f")


class F:
    def __float__(self):
        return 4.25


m[0] = F()
print(m[0])
t(lambda: m.__setitem__(0, "x"))
