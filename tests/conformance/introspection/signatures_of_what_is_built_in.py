# What `inspect.signature` says of built-in functions, classes and their methods, or that there is nothing to say.
import functools
import inspect
import itertools
import math
import operator
import sys


def shown(what):
    try:
        return str(inspect.signature(what))
    except ValueError as e:
        return f"{type(e).__name__}: {str(e).split(' at 0x')[0]}"


for module in [itertools, math, operator]:
    for name, what in sorted(vars(module).items()):
        if callable(what) and not name.startswith("_"):
            print(module.__name__, name, shown(what))
for what in [
    abs, all, any, anext, bool, bytearray, bytes, callable, classmethod, complex, compile, dict, dir, enumerate, eval,
    filter, float, format, frozenset, getattr, hash, int, isinstance, iter, len, list, map, max, memoryview, min, next,
    object, open, pow, print, property, range, repr, reversed, round, set, setattr, slice, sorted, staticmethod, str,
    sum, super, tuple, type, vars, zip, functools.partial, functools.reduce, functools.cmp_to_key, BaseException,
    ValueError, KeyError, OSError,
]:  # fmt: skip
    print(what.__name__, shown(what))
for cls in [list, dict, set, str, bytes, int, float, tuple, property, memoryview]:
    for name, what in sorted(vars(cls).items()):
        if callable(what) and not name.startswith("__") or name in ("__new__", "__init__", "__class_getitem__"):
            print(cls.__name__, name, shown(getattr(cls, name)).replace(str(sys.maxsize), "MAX"))


class Derived(list):
    pass


class Initialized(dict):
    def __init__(self, one, /, *, two=2):
        pass


class Plain:
    pass


class Failing(Exception):
    pass


for what in [Derived, Initialized, Plain, Failing, [].append, {}.get, "".join, Derived().sort]:
    print(shown(what), end=" ")
print()
print(list.__text_signature__, int.__text_signature__, object.__text_signature__, Plain.__text_signature__)
