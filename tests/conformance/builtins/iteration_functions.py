# enumerate, zip, map, filter, reversed, iter, next, any, all, sum, min, max.
print(list(enumerate("ab", 5)), list(enumerate([], start=2)), list(zip("abc", [1, 2])), list(zip()), list(zip([1], [2], strict=True)), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, range(4))), list(reversed("abc")), list(reversed({1: 2, 3: 4})), list(map(str, [1], ))) 
print(any([]), all([]), any([0, 5]), all([1, 0]), sum([1, 2], 10), sum([[1], [2]], []), sum([]), sum([0.5, 1]), sum([True, 2.5, 3]), min(3, 1, 2), max([1, 5, 3]), max("abc"), min([], default="d"), max([(1, "a"), (1, "b")]), min("b", "A", key=str.lower), max(1, 1.0), max(1.0, 1), min([1, True]))
print(next(iter([]), "default"), list(iter(lambda it=iter([1, 2, 0, 3]): next(it), 0)), next(iter({5: 6})), list(map(max, [1, 5], [3, 2])), dict(map(lambda x: (x, x), "a")))
for f in (lambda: next(iter([])), lambda: next([]), lambda: iter(5), lambda: iter(5, 1), lambda: enumerate(), lambda: enumerate(5), lambda: zip(1), lambda: zip([1], [1, 2], strict=True), lambda: map(), lambda: map(len), lambda: filter(None), lambda: list(map(None, [1])), lambda: reversed({1}), lambda: reversed(5), lambda: sum("ab"), lambda: sum(["a"], ""), lambda: sum([b""], b""), lambda: sum(5), lambda: min(), lambda: min([]), lambda: min(5), lambda: max(1, 2, default=3), lambda: min(1, "a"), lambda: any(5), lambda: all(), lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: list(map(lambda a, b: 1, [1], [1, 2], strict=True)), lambda: enumerate([1], "a"), lambda: next(), lambda: sum([1, "a"]), lambda: max(key=len), lambda: zip([], foo=1), lambda: sum([], start="")):
    try: print(f() if not hasattr(r := f(), "__next__") else list(r))
    except Exception as e: print(type(e).__name__, e)
e = enumerate("ab"); print(next(e), list(e), iter(e) is e); z = zip("ab", (i := iter([1, 2, 3]))); print(list(z), list(i)); a = iter([1, 2, 3]); print(list(zip(a, a)))
class R:
    def __reversed__(self): return iter("custom")
class Q:
    def __len__(self): return 3
    def __getitem__(self, i): return i * 10
class N:
    def __iter__(self): return 5
class N2:
    __iter__ = None
print(list(reversed(R())), list(reversed(Q())))
for o in (N(), N2()):
    try: iter(o)
    except TypeError as e: print(e)
