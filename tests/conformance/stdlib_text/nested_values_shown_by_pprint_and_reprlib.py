# pprint and reprlib over all built-in containers: widths, depths, order of keys, circles, subclasses, and limits for each type.
import collections
import dataclasses
import pprint
import reprlib
import types


@dataclasses.dataclass
class P:
    x: int
    y: list = dataclasses.field(default_factory=list)
    z: str = dataclasses.field(default="q", repr=False)
class L(list): pass
class R(dict):
    def __repr__(self): return "R!"


nested = {"list": list(range(12)), "tuple": ("a" * 20, "b" * 20), "set": {3, 1, 2}, "dict": {"k" * 10: {"inner": [None, True, 2.5]}, 5: b"bytes" * 12}, "text": "words of a long text that does not fit " * 2, (1, 2): frozenset("a")}
for kw in ({}, {"width": 40}, {"width": 20, "indent": 2}, {"depth": 2}, {"compact": True, "width": 30}, {"sort_dicts": False, "width": 60}, {"underscore_numbers": True}):
    print(kw); pprint.pprint(nested, **kw)
pprint.pprint([1234567, -12345, 10**10, 1.5], underscore_numbers=True)
pprint.pp({"b": 1, "a": 2}); pprint.pprint({"b": 1, "a": 2, 3: 4, None: 5})
for v in (collections.OrderedDict(b=1, a=[1] * 3), collections.defaultdict(list, {"k": list(range(30))}), collections.Counter("abracadabra" * 3), collections.deque(range(40), 50), collections.ChainMap({"a": 1}, {"b": list(range(25))}), types.SimpleNamespace(a=1, b=list(range(30))), types.MappingProxyType({"a": list(range(30))}), P(1, list(range(30))), L(range(30)), R(a=1), collections.UserDict(a=list(range(30))), collections.UserList(range(30)), bytearray(b"x" * 70), (1,), (), [], {}, set(), frozenset(), {1: {2: {3: {4: 5}}}}, "a\nb" * 30, [[]] * 3, {"a": ()}, b"", {frozenset({1}): 1}):
    pprint.pprint(v, width=40)
circle = [1]; circle.append(circle); d = {}; d["d"] = d
print(pprint.pformat(circle).partition(" at ")[0].partition("id=")[0], pprint.isrecursive(circle), pprint.isreadable(circle), pprint.isreadable([1, "a"]), pprint.isreadable(object()), pprint.saferepr({"b": 1, "a": [2]}), pprint.saferepr(d).partition("id=")[0], pprint.isrecursive(d), pprint.isrecursive([[], []]))
for call in (lambda: pprint.PrettyPrinter(indent=-1), lambda: pprint.PrettyPrinter(depth=0), lambda: pprint.PrettyPrinter(width=0), lambda: pprint.pprint(1, foo=2), lambda: pprint.pformat([1] * 3, width=1), lambda: pprint.PrettyPrinter(width=10).pformat({"a": [1, 2, 3]}), lambda: pprint.pformat({1, "a", None}, width=5)):
    try: print(call())
    except Exception as e: print(type(e).__name__, e)
class Up(pprint.PrettyPrinter):
    def format(self, o, c, m, l): return (o.upper(), True, False) if isinstance(o, str) else super().format(o, c, m, l)
print(Up().pformat(["a", {"b": "c"}]))
r = reprlib.Repr()
print(reprlib.repr(list(range(20))), reprlib.repr("x" * 100), reprlib.repr({i: i for i in range(9)}), reprlib.repr(set(range(20))), reprlib.repr(10**100), reprlib.repr(tuple(range(3))), reprlib.repr((1,)), reprlib.repr(collections.deque(range(9))), reprlib.repr(frozenset([1])), reprlib.repr([[[[[[[1]]]]]]]), reprlib.repr(b"y" * 99), reprlib.repr([]), reprlib.repr({}), reprlib.repr(set()), reprlib.repr(circle))
r.maxlist, r.maxstring, r.maxlevel, r.fillvalue = 2, 9, 2, "~~"
print(r.repr([1, 2, 3]), r.repr("abcdefghijkl"), r.repr([[[1]]]), reprlib.Repr(maxdict=1, indent=2).repr({"a": [1], "b": 2}), reprlib.Repr(indent="->").repr([1, [2]]), reprlib.Repr(maxtuple=0).repr((1,)), reprlib.Repr(maxother=5).repr(object)[:9], reprlib.Repr(indent=None).repr([1]))
for bad in (lambda: reprlib.Repr(5), lambda: reprlib.Repr(foo=1), lambda: reprlib.Repr(indent=1.5).repr([1]), lambda: reprlib.Repr(indent="\n" if 0 else -1).repr([1])):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
class Rec:
    @reprlib.recursive_repr("<...>")
    def __repr__(self): return f"Rec({self.me!r})"
x = Rec(); x.me = [x]; print(x, Rec.__repr__.__name__)
