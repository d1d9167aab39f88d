# Which objects are sequences and mappings to a match statement, in what order they are asked, and odd ones that lie about their length or keys.
import collections, array, types
from collections import abc
log = []
class Seq(abc.Sequence):
    def __init__(self, *a, n=None): self.a, self.n = a, n
    def __len__(self): log.append("len"); return len(self.a) if self.n is None else self.n
    def __getitem__(self, i): log.append(i); return self.a[i]
    def __iter__(self): log.append("iter"); return iter(self.a)
class Duck:
    def __len__(self): return 2
    def __getitem__(self, i): return (0, 1)[i]
abc.Sequence.register(Registered := type("Registered", (Duck,), {}))
class Map(abc.Mapping):
    def __init__(self, **d): self.d = d
    def __getitem__(self, k): log.append(("getitem", k)); return self.d[k]
    def __len__(self): log.append("len"); return len(self.d)
    def __iter__(self): log.append("iter"); return iter(self.d)
    def get(self, k, d=None): log.append(("get", k)); return self.d.get(k, d)
    def keys(self): log.append("keys"); return list(self.d)
class Both(abc.Sequence, abc.Mapping):
    def __len__(self): return 0
    def __getitem__(self, i): raise KeyError
    def __iter__(self): return iter(())
class Flagged(abc.Mapping, abc.Sequence):
    def __len__(self): return 0
    def __getitem__(self, i): raise KeyError
    def __iter__(self): return iter(())
def kind(x):
    r = []
    match x:
        case [*_]: r.append("seq")
    match x:
        case {}: r.append("map")
    return r
for x in ([], (), range(2), collections.deque(), array.array("i"), memoryview(b""), collections.UserList(), "str", b"bytes", bytearray(), collections.UserString(""), {1}, iter([]), {}, collections.OrderedDict(), types.MappingProxyType({}), collections.UserDict(), collections.ChainMap(), collections.Counter(), {}.keys(), Seq(), Duck(), Registered(), Map(), Both(), Flagged(), type("L", (list,), {})(), type("S", (str,), {})(), list, None): print(type(x).__name__, kind(x))
log.clear()
def s(x):
    match x:
        case []: return "empty"
        case [1]: return "one"
        case [1, *rest]: return f"1 and {rest}"
        case [*init, 9]: return f"{init} and 9"
        case [a, *mid, 7, b]: return f"{a} {mid} {b}"
        case [_, _, _]: return "three"
        case [*_]: return "other"
    return "no"
for x in (Seq(), Seq(1), Seq(1, 2, 3), Seq(2, 9), Seq(5, 7, 6), Seq(5, 4, 7, 6), Seq(0, 0, 0), Seq(0, 0), Registered(), Seq(1, 2, n=1), Seq(n=3), range(1, 4), "abc", Duck()):
    try: print(s(x), log)
    except Exception as e: print(type(e).__name__, e, log)
    log.clear()
def d(x):
    match x:
        case {"a": 1, "b": [q]}: return q
        case {"a": 2, **rest}: return rest
        case {"n": None}: return "none"
        case {1: v} | {2: v}: return ("int", v)
        case {True: _}: return "never, 1 is True"
        case {"x": {"y": {"z": deep}}}: return deep
        case {**everything}: return ("all", everything)
for x in (Map(a=1, b=[5]), Map(a=1, b=5), Map(a=2, c=3), Map(n=None), {1: "i"}, {2: "t"}, {1.0: "f"}, {"x": {"y": {"z": 0}}}, {"x": 1}, {}, collections.defaultdict(list, a=2), collections.ChainMap({"a": 2}, {"k": 1}), types.MappingProxyType({"a": 2, "m": 1})):
    r = d(x); print(r, type(r).__name__, log); log.clear()
class BadGet(dict):
    def get(self, *a): raise LookupError("get fails")
class BadKeys(dict):
    def keys(self): return [1]
class Lies(Map):
    def get(self, k, d=None): return d if k == "no" else k * 2
for x in (BadGet(a=1), BadKeys(a=2), Lies()):
    try: print(d(x))
    except Exception as e: print(type(e).__name__, e)
class Keys:
    a, b = "same", "same"
    c = "other"
def dup(x):
    match x:
        case {Keys.a: 1, Keys.c: v}: return v
        case {Keys.a: p, Keys.b: q}: return p, q
for x in ({"same": 1, "other": 2}, {"same": 3}, {"nope": 1}):
    try: print(dup(x))
    except ValueError as e: print(e)
class Unhash: k = [1]
try:
    match {}:
        case {Unhash.k: 1}: pass
        case _: print("no keys to compare")
    match {"a": 1}:
        case {Unhash.k: 1}: pass
except TypeError as e: print(e)
match (1, [2, {"k": (3, "four")}]):
    case int(a), [b, {"k": (c, str(e))}] if a < b < c: print(a, b, c, e)
match 1, 2, *[3]:
    case x, *y: print(x, y)
match (0, -0.0, 1 + 2j, -3, -1 - 1j, "a" "b", b"x", None, True):
    case [False, 0.0, 1 + 2j, -3, -1 - 1j, "ab", b"x", None, 1]: print("never: True is compared as value")
    case [0, 0.0, 1 + 2j, -3, -1 - 1j, "ab", b"x", None, True]: print("literals")
