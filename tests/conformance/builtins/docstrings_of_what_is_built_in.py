# Built-in functions, types, methods and attributes have CPython's docstrings: on the class, on an instance, bound or not, and
# for inspect; what a program derives from them has none of its own but finds them by inspect.
import inspect
import itertools
import math
import operator
import sys
import types


def line(doc):
    return None if doc is None else (len(doc.rstrip()), doc.splitlines()[0] if doc else doc)


for thing in [len, print, sorted, sum, isinstance, __import__, math.sin, math.hypot, operator.add, sys.intern,
              sys.exit, itertools.chain, itertools.chain.from_iterable, int, bool, str, bytes, bytearray, list, tuple, dict, set,
              frozenset, range, slice, object, type, property, staticmethod, classmethod, super, enumerate, zip, map, filter,
              reversed, memoryview, complex, float, BaseException, OSError, StopIteration, KeyError, ExceptionGroup, RuntimeWarning]:
    print(thing.__name__, line(thing.__doc__))

for kind in [types.FunctionType, types.MethodType, types.GeneratorType, types.CoroutineType, types.CodeType, types.CellType,
             types.ModuleType, types.MappingProxyType, types.SimpleNamespace, types.GenericAlias, type(None), type(...)]:
    print(kind.__name__, line(kind.__doc__))

print("-- methods")
for owner, names in [(int, "__add__ bit_length from_bytes real numerator __index__ __new__"), (str, "join split __len__ maketrans __mod__"),
                     (list, "append sort __getitem__ __iter__ __class_getitem__"), (dict, "get fromkeys items __contains__ __or__"),
                     (type, "mro __call__ __subclasses__"), (object, "__init__ __eq__ __reduce_ex__ __init_subclass__ __hash__"),
                     (BaseException, "with_traceback add_note args __str__"), (property, "setter fget __get__")]:
    for name in names.split():
        print(owner.__name__, name, line(getattr(vars(owner).get(name), "__doc__", None)))
print(line([].append.__doc__), line("".join.__doc__), line((5).__add__.__doc__), line({}.get.__doc__), line(dict.fromkeys.__doc__))
print(line(iter([]).__next__.__doc__), line((i for i in ()).__next__.__doc__), line((i for i in ()).send.__doc__))
print((5).__doc__ == int.__doc__, "".__doc__ == str.__doc__, [].__doc__ == list.__doc__, None.__doc__, line(type.__doc__))


class Derived(list):
    def append(self, item):
        super().append(item)

    extend = list.extend


class Own(int):
    """Words of its own."""


print("-- derived")
print(Derived.__doc__, Derived().__doc__, Derived.append.__doc__, line(Derived.extend.__doc__), line(inspect.getdoc(Derived.append)))
print(Own.__doc__, Own(3).__doc__, line(Own.__add__.__doc__), line(inspect.getdoc(Own.bit_length)))
print(line(property(len).__doc__), line(property(lambda self: 1).__doc__))
for act in [lambda: setattr(len, "__doc__", "x"), lambda: setattr(int, "__doc__", "x"), lambda: delattr(list.append, "__doc__")]:
    try:
        act()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
