# Which built-in classes take parameters in annotations, what the aliases are, and what instances and subclasses do.
import array
import collections
import contextvars
import functools
import itertools
import os
import re
import types
import weakref

classes = [
    list, dict, tuple, set, frozenset, type, enumerate, memoryview, classmethod, staticmethod, types.GeneratorType,
    types.CoroutineType, types.AsyncGeneratorType, types.MappingProxyType, collections.deque, collections.defaultdict,
    collections.OrderedDict, collections.Counter, collections.ChainMap, functools.partial, functools.cached_property,
    functools.partialmethod, itertools.chain, contextvars.ContextVar, contextvars.Token, re.Pattern, re.Match,
    os.DirEntry, array.array, weakref.ref, weakref.WeakSet, weakref.WeakKeyDictionary, BaseExceptionGroup, os.PathLike,
    int, str, bytes, range, zip, map, property, object, slice, contextvars.Context, types.FunctionType, Exception,
]
for cls in classes:
    try:
        alias = cls[int]
        print(cls.__name__, alias, type(alias).__name__, alias.__origin__ is cls, alias.__args__)
        print('  ', cls[int, str], alias == cls[int], hash(alias) == hash(cls[int]), alias.__parameters__)
    except TypeError as error:
        print(cls.__name__, error)


def matches(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return pattern.match(text)


print(matches.__annotations__)
print(re.Pattern[str].__name__, isinstance(re.compile('a'), re.Pattern), re.Match[bytes].__module__)
for alias in re.Pattern[str], types.GeneratorType[int, None, str]:
    try:
        print(isinstance(1, alias))
    except TypeError as error:
        print(error)
try:
    re.compile('a')[str]
except TypeError as error:
    print(error)


class Special[T](collections.deque[T]):
    pass


print(Special[int], Special.__orig_bases__, Special[int]((1, 2)))


class Kept(weakref.ref[Special]):
    pass


special = Special()
print(Kept(special)() is special, Kept.__orig_bases__[0].__args__[0].__name__)

import gc

marked = [special]
holders = [holder for holder in gc.get_referrers(marked[0]) if isinstance(holder, list)]
print(any(holder is marked for holder in holders))
print(all(type(found) is not None for found in gc.get_objects()))
