# slice objects hold anything; indices() wants a length and __index__; they compare as tuples do, hash their parts and are copied and pickled.
import copy
import pickle
import warnings

warnings.simplefilter("ignore", SyntaxWarning)


class Index:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
    def __repr__(self): return f"Index({self.n})"


class Bad:
    def __index__(self): return "x"


class Raises:
    def __index__(self): raise ZeroDivisionError("index")


cases = """
slice(5), slice(1, 5), slice(1, 5, 2), slice(None), slice("a", [], {}), slice(None, None, None), slice(1.5, Index(2)), slice(slice(1), ...)
slice()
slice(1, 2, 3, 4)
slice(start=1)
slice(10).indices(5), slice(-3, None).indices(10), slice(None, None, -1).indices(5), slice(1, 100, 3).indices(10), slice(-100, 100).indices(3), slice(5, 1).indices(10), slice(None, None, -2).indices(0), slice(0, 0, -1).indices(5), slice(-1, -100, -1).indices(3)
slice(2**70).indices(2**65), slice(-2**70, None, 2**60).indices(2**70), slice(None, None, -2**70).indices(5), slice(Index(1), Index(5), Index(2)).indices(Index(10)), slice(True, False).indices(True)
slice(5).indices(-1)
slice(5).indices("a")
slice(5).indices(1.0)
slice(5).indices()
slice(5).indices(1, 2)
slice("a").indices(5)
slice(1.0, 2).indices(5)
slice(1, 2, 0).indices(5)
slice(1, 2, "a").indices(5)
slice(Bad()).indices(5)
slice(Raises()).indices(5)
[1, 2, 3][slice(Bad(), 2)]
[1, 2, 3][slice(Raises(), 2)]
[1, 2, 3][Raises():]
"abc"[Bad():]
(1, 2)[:"x"]
b"ab"[::1.5]
[1, 2, 3][slice(1, None)], "abc"[slice(-1, None, -1)], (1, 2, 3)[slice(Index(1), Index(3))], b"abc"[slice(None)], range(5)[slice(1, 3)], bytearray(b"abc")[slice(2)]
slice(1, 2) == slice(1, 2), slice(1) == slice(None, 1), slice(1, 2) == slice(1, 2, None), slice(1, 2, 1) == slice(1, 2), slice(1.0) == slice(1), slice(1) == 1, slice(1) != slice(2), slice(float("nan")) == slice(float("nan"))
slice(1) < slice(2)
slice(1, 2) < slice(1, 3), slice(1, 2, 3) <= slice(1, 2, 3), slice(2, 0) > slice(1, 9), slice(1, 2, 3) < slice(1, 2, 4), slice(3, 2) >= slice(3, 2)
slice(1) < 1
slice("a", 1) < slice("b", 0), slice([], 1) < slice([1], 0)
slice("a", 1) < slice(1, 1)
hash(slice(1, 2)) == hash(slice(1, 2)), {slice(1): "x"}[slice(1)], len({slice(1, 2), slice(1, 2, None), slice(1, 2, 1)}), hash(slice(1)) == hash(slice(1.0))
hash(slice([]))
hash(slice(1, {}))
slice(1).start, slice(1).stop, slice(1).step, slice(1, 2, 3).start, slice(1).__class__, slice(1).__reduce__()
slice(1).foo
type("S", (slice,), {})
slice.__new__(slice, 1), slice(1).__eq__(1), slice(1).__lt__(1), slice(1).__hash__() == hash(slice(1)), slice[int] if 0 else 0
slice[int, str, None]
bool(slice(0)), str(slice(1)), f"{slice(1)}", slice(slice(1, 2)), repr(slice("a'"))
copy.copy(slice(1, [2])), copy.deepcopy(slice(1, [2], Index(3).n)), copy.deepcopy(slice(1)) == slice(1), [pickle.loads(pickle.dumps(slice(1, "x", None), p)) for p in range(6)]
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for statement in ("slice(1).start = 2", "del slice(1).stop", "slice(1).x = 5"):
    try:
        exec(statement)
    except Exception as e:
        print(statement, type(e).__name__, e)
inner = []
s = slice(inner, 1)
inner.append(s)
print(repr(s), copy.deepcopy(s).start[0].stop, sorted([slice(2), slice(None, 1, 5), slice(None, 1, 2)][:1]))


class Spy:
    def __getitem__(self, key): return key
    def __setitem__(self, key, value): print("set", key, value)
    def __delitem__(self, key): print("del", key)


spy = Spy()
print(spy[1:2], spy[::], spy[1:2, 3], spy[..., 1:], spy[()], spy[1:2,], spy["a":"b":"c"], spy[(x := 5):x + 1], spy[None:None], spy[*[1, 2], :], spy[lambda: 0:1] if 0 else "", spy[-1:], spy[slice(1)])
spy[1:2] = 3
del spy[::2]
spy[1:2, ...] = 4
spy[(1, 2)[0] : len("ab")] = spy[:]
