# None, ... and NotImplemented are made by their classes; class names are text; dir() looks at what an object says.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

import sys
import types

for value in (None, ..., NotImplemented):
    kind = type(value)
    t(lambda: kind())
    t(lambda: kind(1, 2))
    t(lambda: kind(a=1))
    t(lambda: kind.__new__(kind))
    t(lambda: kind.__new__(int))
t(lambda: type("A\0B", (), {}))
t(lambda: type("A\udcdcB", (), {}))
t(lambda: type(b"A", (), {}))
t(lambda: type("A", (), {"__doc__": "x\udcdcy"}))
t(lambda: type("A", (), {"__qualname__": b"B"}))
A = type("C", (), {})
for name in ("A\0B", "A\udcdcB", b"A", "D"):
    t(lambda: setattr(A, "__name__", name))
print(A.__name__, A.__qualname__)
A.__doc__ = "x\udcdcy"
print(ascii(A.__doc__))
A = type("A", (), {"__firstlineno__": 42})
print(A.__firstlineno__)
A.__module__ = "x"
print("__firstlineno__" in A.__dict__)


class Foo(types.ModuleType):
    __dict__ = 8


t(lambda: dir(Foo("foo")))


class Foo:
    __slots__ = ["__class__", "__dict__"]

    def __init__(self):
        self.bar = "wow"


t(lambda: dir(Foo()))
try:
    1 / 0
except Exception as e:
    t(lambda: dir(e.__traceback__))


class M:
    def __getitem__(self, key):
        if key == "a":
            return 12
        raise KeyError

    def keys(self):
        return list("xyz")


class D(dict):
    def keys(self):
        return list("xyz")


t(lambda: eval("dir()", globals(), M()))
t(lambda: eval("dir()", globals(), D()))
print(tuple.__itemsize__ > 0, bytes.__itemsize__, str.__itemsize__, list.__itemsize__, object.__basicsize__ > 0)
t(lambda: len(range(-sys.maxsize, sys.maxsize, 2)) == sys.maxsize)
t(lambda: len(range(0, sys.maxsize + 1)))


class Hint:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration

    def __length_hint__(self):
        return sys.maxsize


a = [1, 2]
a.extend(Hint())
print(a)
for f in (
    lambda: sum([bytearray(b"a")], bytearray()), lambda: ord(bytearray(b"a")), lambda: ord(bytearray(b"ab")),
    lambda: bytearray(b"abc").translate(b"1", 1), lambda: b"abc".translate(b"1" * 256, 1),
    lambda: bytearray(b",").join(iter([b"a", b"b"])), lambda: bytearray(b",").join(x for x in (b"a", bytearray(b"c"))),
    lambda: bytearray(b"%d") % 3, lambda: bytearray(b"%s").__mod__(b"q"), lambda: type(bytearray(b"") % ()),
    lambda: b"%s" % bytearray(b"1"), lambda: 1 % bytearray(b""),
):
    t(f)
b = c = bytearray(b"%b!")
b %= b"zz"
print(b, b is c)
