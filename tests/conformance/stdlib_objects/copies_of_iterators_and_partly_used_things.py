# Iterators are pickled and copied where they stand, or refused with a reason: the whole table, half used, at every protocol.
import array
import collections
import copy
import decimal
import fractions
import itertools
import operator
import pickle
import random
import re
import string
import struct
import types
import datetime
import enum
import functools


class Color(enum.Enum): RED = 1; GREEN = "g"
class Flags(enum.Flag): A = 1; B = 2
class Seq:
    def __getitem__(self, i):
        if i > 4: raise IndexError
        return i
class Named(collections.namedtuple("Named", "a b")): pass


def used(it, n=1):
    for _ in range(n): next(it)
    return it


makers = """used(iter([1, 2, 3]))
used(iter((1, 2, 3)))
used(iter("aé\\U0001f600"))
used(iter(b"abc"))
used(iter(bytearray(b"abc")))
used(iter(Seq()), 2)
used(iter({1: "a", 2: "b", 3: "c"}))
used(iter({1: "a", 2: "b"}.items()))
used(iter({1: "a", 2: "b"}.values()))
used(reversed({1: "a", 2: "b"}))
used(iter({5}), 0)
used(iter(range(5)))
used(iter(range(10**30, 10**30 + 3)))
used(reversed([1, 2, 3]))
used(reversed((1, 2, 3)))
used(reversed("abc"))
used(reversed(range(4)))
used(iter(collections.deque("abc")))
used(iter(collections.OrderedDict(a=1, b=2)))
used(iter(array.array("i", [1, 2, 3])))
used(enumerate("abc", 2**40))
used(zip("abc", range(3)))
used(zip("abc", range(3), strict=True))
used(map(str, range(3)))
used(filter(None, [0, 1, 2]))
used(iter([1, 2, 3].pop, 1))
used(iter(int, 1))
used(itertools.count(5, 2))
used(itertools.cycle("abc"))
used(itertools.repeat("x", 3))
used(itertools.chain("ab", "cd"), 3)
used(itertools.islice("abcdef", 1, 5))
used(itertools.accumulate([1, 2, 3]))
used(itertools.groupby("aab"))
used(itertools.permutations("abc"))
used(itertools.product("ab", [1, 2]))
itertools.tee("ab")[0]
used(x for x in range(3))
reversed(Seq()) if hasattr(Seq, "__len__") else iter([])
iter([])
used(iter([1]), 1)""".splitlines()
for source in makers:
    row = []
    for p in (0, 2, 5):
        try: row.append(list(itertools.islice(pickle.loads(pickle.dumps(eval(source), p)), 3)))
        except Exception as e: row.append(f"{type(e).__name__} {str(e).partition(' at 0x')[0]}")
    try: row.append(list(itertools.islice(copy.copy(eval(source)), 3)))
    except Exception as e: row.append(f"copy {type(e).__name__} {str(e).partition(' at 0x')[0]}")
    print(source, row[0] if row[0] == row[1] == row[2] else row[:3], row[3])
values = """Color.RED
Flags.A | Flags.B
Named(1, [2])
collections.deque([1, [2]], 3)
collections.ChainMap({1: 2})
collections.UserList([1])
array.array("d", [1.5, 2])
decimal.Decimal("1.50")
decimal.Context(prec=5).prec
fractions.Fraction(3, 4)
datetime.datetime(2024, 2, 29, 1, 2, 3, 4, datetime.timezone.utc)
datetime.timedelta(1, 2, 3)
operator.itemgetter(1, "a")
operator.attrgetter("a.b", "c")
operator.methodcaller("f", 1, k=2)
functools.partial(int, base=2)
re.compile("a(?P<x>b)", re.I)
string.Template("$a")
types.SimpleNamespace(a=[1])
types.GenericAlias(list, (int,))
int | None
list[int]
slice(1, 2)
range(1, 10, 3)
ValueError("a", 1)
KeyError
UnicodeDecodeError("utf-8", b"x", 0, 1, "why")
StopIteration(5)
ExceptionGroup("g", [ValueError(1)])
Ellipsis
NotImplemented
type(None)
len
[].append
"a".upper
int.from_bytes
str.join
dict.fromkeys
types.FunctionType
random.Random(1).random
complex(1, -0.0)
bytearray(b"x")
frozenset([1])
memoryview(b"x")
lambda: 0
property()
types.MappingProxyType({1: 2})
types.ModuleType("m")
operator
staticmethod(len)
{}.keys()
object()
struct.Struct("i")
random""".splitlines()
for source in values:
    row = []
    for f in [lambda v, p=p: pickle.loads(pickle.dumps(v, p)) for p in (0, 1, 2, 3, 4, 5)] + [copy.copy, copy.deepcopy]:
        v = eval(source)
        try: row.append("same" if (c := f(v)) is v else "equal" if c == v else repr(c).partition(" at 0x")[0])
        except Exception as e: row.append(f"{type(e).__name__} {str(e).partition(' at 0x')[0]}")
    print(source, *([row[0]] if len(set(row)) == 1 else [row[0], *row[6:]] if len(set(row[:6])) == 1 else row), sep=" | ")
