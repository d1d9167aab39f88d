# collections.abc gives a class most methods for a few of its own: what the mixins do, which operators they answer, and what is abstract.
import collections.abc as abc


class Seq(abc.MutableSequence):
    def __init__(self, it=()): self.l = list(it)
    def __getitem__(self, i): return self.l[i]
    def __setitem__(self, i, v): self.l[i] = v
    def __delitem__(self, i): del self.l[i]
    def __len__(self): return len(self.l)
    def insert(self, i, v): self.l.insert(i, v)
    def __repr__(self): return f"Seq{self.l}"


class Map(abc.MutableMapping):
    def __init__(self, *a, **k): self.d = dict(*a, **k)
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
    def __repr__(self): return f"Map{self.d}"


class Set(abc.MutableSet):
    def __init__(self, it=()): self.l = []; [self.add(x) for x in it]
    def __contains__(self, x): return x in self.l
    def __iter__(self): return iter(self.l)
    def __len__(self): return len(self.l)
    def add(self, x): x in self.l or self.l.append(x)
    def discard(self, x): x in self.l and self.l.remove(x)
    def __repr__(self): return f"Set{self.l}"
    __hash__ = abc.Set._hash


s, m, t = Seq("abca"), Map(a=1, b=2), Set("abc")
cases = """
list(s), "b" in s, s.index("a", 1), s.count("a"), list(reversed(s)), s.append("z"), s.pop(), s.pop(0), s.extend("xy"), s, s.reverse(), s, s.remove("x"), s.clear(), s, s.extend(s), Seq("ab").__iadd__("c"), s == Seq()
Seq("a").index("z")
Seq("a").remove("z")
Seq().pop()
Seq("ab") + Seq("c")
Seq("ab") < Seq("c")
(x := Seq("ab")).extend(x), x, x.index("b", -1), x.index("a", 1, 5)
m["a"], m.get("z"), m.get("z", 0), "a" in m, list(m.keys()), list(m.items()), list(m.values()), m.keys(), m.items(), m.values(), m == {"a": 1, "b": 2}, m == Map(b=2, a=1), m != {}, m.pop("a"), m.pop("zz", 5), m.popitem(), m, m.setdefault("k", 1), m.setdefault("k", 2), m.update(x=1), m.update({"y": 2}, z=3), m.update([("w", 0)]), m, m.clear(), m
Map().pop("k")
Map().popitem()
Map()["k"]
Map().update(5)
Map() | {}
hash(Map())
Map(a=1).keys() & ["a", "z"], Map(a=1).items() - {("a", 1)}, Map(a=1).keys() == {"a"}, ("a", 1) in Map(a=1).items(), 1 in Map(a=1).values(), len(Map(a=1).values()), Map(a=1).keys() ^ {"a", "q"} if 0 else 0, reversed(Map(a=1)) if 0 else 0
reversed(Map(a=1))
t & "ab", t | ["d"], t - Set("a"), t ^ Set("ad"), {"a", "z"} & t, "xy" | t if 0 else 0, t < Set("abcd"), t <= Set("abc"), t == {"a", "b", "c"}, t > Set("a"), t >= {"a"}, t.isdisjoint("xyz"), t != Set("a"), Set("ab") == Set("ba"), hash(Set([1, 2])) == hash(Set([2, 1])), t.pop(), t, t.remove("b"), t.add("q"), t.discard("nope"), t, t.clear(), t
Set().pop()
Set("a").remove("z")
t | 5
t < [1]
5 & t
(u := Set("ab")).__ior__("c"), u.__iand__(Set("bc")), u.__isub__("b"), u.__ixor__("cx"), u.__isub__(u), u.__ixor__(Set("k")), u.__ixor__(u)
abc.Set._from_iterable, [k.__name__ for k in (abc.Sized, abc.Iterable, abc.Container, abc.Collection, abc.Reversible, abc.Sequence, abc.MutableSequence, abc.Mapping, abc.Set, abc.Hashable, abc.Callable, abc.Iterator, abc.Generator, abc.Buffer) if isinstance([], k)]
[[k.__name__ for k in (abc.Sized, abc.Iterable, abc.Container, abc.Reversible, abc.Sequence, abc.Mapping, abc.Set, abc.Hashable, abc.Callable, abc.Iterator, abc.Buffer) if isinstance(v, k)] for v in ("a", (), {}, {1}, {}.keys(), {}.values(), range(1), b"", iter([]), len, 5, None, memoryview(b""), (x for x in ""), zip(), type, bytearray())]
abc.Sequence()
Seq.__abstractmethods__, abc.MutableMapping.__abstractmethods__ == {"__getitem__", "__setitem__", "__delitem__", "__iter__", "__len__"}, abc.Set.__abstractmethods__ == {"__contains__", "__iter__", "__len__"}
type("Half", (abc.Mapping,), {"__len__": len})()
type("One", (abc.Sized,), {})()
abc.Callable[[int], str], abc.Sequence[int], abc.Callable[..., int].__args__, abc.Mapping[str, int].__origin__, abc.Callable[[int, str], None].__args__, abc.Generator[int, None, None]
abc.Callable[int, str]
abc.Callable[int]
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
class I(abc.Iterator):
    def __next__(self): raise StopIteration
class G(abc.Generator):
    n = 0
    def send(self, v): self.n += 1; return (self.n, v)
    def throw(self, t, v=None, tb=None): raise t if v is None else v
g = G(); print(list(I()), next(g), g.send("x"), iter(g) is g)
try: print(g.close())
except Exception as e: print(type(e).__name__, e)
class Ducky:
    def __len__(self): return 0
    def __iter__(self): return iter(())
    def __contains__(self, x): return False
class NoHash:
    __hash__ = None
    __iter__ = None
print(isinstance(Ducky(), abc.Collection), isinstance(NoHash(), abc.Hashable), isinstance(NoHash(), abc.Iterable), issubclass(Ducky, abc.Sequence)); abc.Sequence.register(Ducky); print(issubclass(Ducky, abc.Sequence))
