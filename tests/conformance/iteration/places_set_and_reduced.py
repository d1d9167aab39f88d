# `__reduce__` and `__setstate__` of the built-in iterators: copies and pickles are made of them, at each place, beyond the
# end, and with states that are none.
import array
import collections
import copy
import itertools
import pickle

MAKERS = {
    "list": lambda: iter([1, 2, 3]), "tuple": lambda: iter((1, 2, 3)), "str": lambda: iter("abc"), "wide str": lambda: iter("a\u1234c"),
    "bytes": lambda: iter(b"abc"), "bytearray": lambda: iter(bytearray(b"abc")), "range": lambda: iter(range(3)),
    "stepped": lambda: iter(range(9, 0, -4)), "long": lambda: iter(range(10**30, 10**30 + 3)), "keys": lambda: iter({1: 2, 3: 4}),
    "values": lambda: iter({1: 2, 3: 4}.values()), "items": lambda: iter({1: 2, 3: 4}.items()), "last keys": lambda: reversed({1: 2, 3: 4}),
    "set": lambda: iter({1, 2, 3}), "reversed list": lambda: reversed([1, 2, 3]), "reversed tuple": lambda: reversed((1, 2, 3)),
    "reversed range": lambda: reversed(range(3)), "sequence": lambda: iter(Sequence()), "reversed sequence": lambda: reversed(Sequence()),
    "array": lambda: iter(array.array("i", [1, 2])), "deque": lambda: iter(collections.deque([1, 2])),
    "reversed deque": lambda: reversed(collections.deque([1, 2])), "ordered": lambda: iter(collections.OrderedDict(a=1)),
    "memory": lambda: iter(memoryview(b"ab")), "callable": lambda: iter(list, []),
}
STATES = (0, 2, -1, -5, 99, True, 10**30, "x", None, 1.5)


class Sequence:
    def __getitem__(self, at):
        if at > 2:
            raise IndexError
        return at * 10

    def __len__(self):
        return 3

    def __repr__(self):
        return "Sequence()"


def attempt(action):
    try:
        return repr(action())
    except Exception as e:
        return f"{type(e).__name__}: {e}"


for name, make in MAKERS.items():
    it = make()
    print(name, type(it).__name__, [m for m in ("__reduce__", "__setstate__", "__length_hint__") if hasattr(type(it), m)])
    print("  fresh", attempt(it.__reduce__))
    print("  second", attempt(lambda: next(it)), attempt(it.__reduce__), attempt(lambda: list(copy.copy(it))))
    print("  end", attempt(lambda: list(it)), attempt(it.__reduce__), attempt(lambda: next(it)))
    if hasattr(it, "__setstate__"):
        for state in STATES:
            it = make()
            print("  state", state, attempt(lambda: it.__setstate__(state)), attempt(lambda: list(it)), attempt(it.__reduce__))
for name in ("list", "stepped", "long", "items", "reversed tuple", "deque", "ordered", "str"):
    it = MAKERS[name]()
    next(it)
    print(name, [list(pickle.loads(pickle.dumps(it, protocol))) for protocol in (0, 2, 5)], list(it))
for make in (lambda: zip([1, 2], "ab"), lambda: zip([1], [2], strict=True), lambda: map(max, [1, 2], [3, 0]), lambda: filter(None, [0, 1, 2]),
             lambda: enumerate("abc", 10**30), lambda: enumerate("ab")):
    it = make()
    first = next(it)
    parts = it.__reduce__()
    print(type(it).__name__, first, len(parts), parts[0], len(parts[1]), parts[2:], list(copy.deepcopy(it)), list(it))
for it in (itertools.count(3), itertools.repeat(1, 2), itertools.chain([1], [2]), itertools.islice([1, 2], 1), itertools.cycle([1])):
    print(type(it).__name__, attempt(it.__reduce__), hasattr(it, "__setstate__"))
letters = collections.deque("ab")
it = iter(letters)
print(list(it), it.__reduce__(), it.__length_hint__())
letters.append("c")
print(attempt(lambda: next(it)), it.__length_hint__())
