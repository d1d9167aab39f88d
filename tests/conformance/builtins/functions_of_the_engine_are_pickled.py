# Functions and methods of the engine are pickled by name or as getattr(receiver, name): iterators need it.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

import copy
import math
import pickle

for text in (
    "len", "iter", "print", "math.sin", "''.join", "[].append", "{}.get", "dict.fromkeys", "str.upper",
    "int.from_bytes", "str.maketrans", "object.__new__", "dict.__init__", "[].__len__", "str.__add__",
    "range(3).__iter__", "int.__dict__['real']", "int.__dict__['from_bytes']",
):
    print(text)
    t(lambda: eval(text).__reduce__())
    t(lambda: eval(text).__reduce_ex__(4))


class S(str):
    pass


class T(tuple):
    pass


for value in ("", 0, 0.0, b"", 0j, (), S("ab"), T("ab")):
    t(lambda: value.__getnewargs__())
t(lambda: type(S("ab").__getnewargs__()[0]))

for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    again = lambda value: pickle.loads(pickle.dumps(value, protocol))
    t(lambda: again(len))
    t(lambda: list(again(iter([1, 2, 3]))))
    t(lambda: list(again(reversed([1, 2, 3]))))
    t(lambda: again([1].__len__)())
    t(lambda: list(again(zip("ab", range(5)))))
    t(lambda: list(again(map(len, ["a", "bc"]))))
    t(lambda: list(again(enumerate("ab", 2**70))))
    t(lambda: again({1, 2}) == {1, 2})
    t(lambda: again(bytearray(b"a\xff")))
    t(lambda: again(bytearray()))


class Slots(set):
    __slots__ = ("x", "y", "__dict__")


class Array(bytearray):
    pass


s = Slots([1])
s.x, s.z = 7, 8
for other in (copy.copy(s), pickle.loads(pickle.dumps(s))):
    print(other, other.x, other.z, hasattr(other, "y"))
a = Array(b"abc")
a.x = 5
for other in (copy.copy(a), copy.deepcopy(a), pickle.loads(pickle.dumps(a))):
    print(other, other.x, type(other))
for protocol in range(5):
    print(bytearray(b"a\xff").__reduce_ex__(protocol), bytearray().__reduce_ex__(protocol))
