# Functions of the interpreter that take arguments by name count all of them first, and tell which one was given both by
# name and by position: other words than those for functions of Python.
import math


def show(function, *args, **names):
    try:
        print(function.__name__, repr(function(*args, **names)))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


show(str, b"x", "utf-8", encoding="ascii")
show(str, b"x", "utf-8", "ignore", encoding="ascii")
show(str, b"x", object=1)
show(str, b"x", "utf-8", "strict", test=1)
show(str, b"x", test=1)
show(str, b"x", errors="strict", encoding="utf-8")
show(bytes, "x", "utf-8", encoding="ascii")
show(bytes, "x", "utf-8", "ignore", encoding="x")
show(bytearray, "x", "utf-8", encoding="ascii")
show("a b".split, " ", sep="b")
show("a b".split, " ", 1, maxsplit=2)
show("a b".encode, "ascii", encoding="utf-8")
show(b"a".decode, "ascii", "strict", errors="x")
show(b"a b".split, None, sep=None)
show("x\ty".expandtabs, 4, tabsize=2)
show("a\nb".splitlines, True, keepends=False)
show(sum, [1], 2, start=3)
show(sum, [1], 2, 3, start=3)
show(pow, 2, 3, base=4)
show(round, 2.5, 1, ndigits=1)
show(round, 2.5, 1, ndigits=1, x=2)
show((5).to_bytes, 2, "big", length=3)
show((5).to_bytes, 2, "big", byteorder="big")
show(int.from_bytes, b"a", "big", bytes=b"b")
show(compile, "1", "f", "eval", source="2")
show(complex, 1, 2, imag=3)
show(complex, 1, real=3)
show(eval, "1", {}, globals={})
show(exec, "1", {}, {}, closure=None, x=1)
show([3, 1].sort, key=None, key2=1)
show(math.isclose, 1, 2, a=3)
show(math.prod, [2], start=3, iterable=[])

array = bytearray(b"ab")
for source in (1.5, None, "a", object(), 3, ["a"], [256], 1j):
    for act in (array.extend, array.__iadd__, lambda s: array.__setitem__(slice(None), s)):
        try:
            act(source)
        except Exception as error:
            print(type(error).__name__, error)
print(array)
