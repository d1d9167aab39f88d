# zip, map, filter, enumerate, reversed and iter(callable, sentinel): strictness, who is advanced, exhaustion, subclasses and pickled state.
import copy
import pickle


class Boom:
    def __iter__(self): return self
    def __next__(self): raise KeyError("boom")


class Stops:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise StopIteration(f"left {self.n}")
        return self.n


def gen(name, n):
    try:
        for i in range(n): yield f"{name}{i}"
    finally: print(f"<{name} closed>", end=" ")


cases = """
list(zip()), list(zip("ab")), list(zip("ab", [1])), list(zip("ab", "cd", "ef")), list(zip(strict=True)), list(zip("ab", [1, 2], strict=True)), list(zip([], [], strict=True)), list(zip("ab", strict=5))
list(zip("ab", [1], strict=True))
list(zip("a", [1, 2], strict=True))
list(zip("ab", "cd", "e", strict=True))
list(zip("a", "b", "cd", strict=True))
list(zip("abc", "ab", "abcd", strict=True))
list(zip([], "a", "b", strict=True))
zip(5)
zip("a", 5)
zip("a", stric=True)
list(zip("ab", Boom()))
list(zip("ab", Boom(), strict=True))
list(map(str, [1, 2])), list(map(pow, [2, 3], [3, 2])), list(map(lambda *a: a, "ab", [1], "xyz")), list(map(lambda *a: a, "ab", "cd", strict=True)), list(map(str, [])), list(map(None, []))
list(map(lambda *a: a, "ab", [1], strict=True))
list(map(lambda *a: a, "a", [1, 2], strict=True))
list(map(lambda *a: a, "a", "b", "cd", strict=True))
map(str)
map()
map(str, 5)
map(str, "a", strct=1)
list(map(None, [1]))
list(map(5, "a"))
list(map(pow, [1]))
list(filter(None, [0, 1, "", "a"])), list(filter(str.isdigit, "a1b2")), list(filter(bool, [0, 5])), list(filter(lambda x: [], "ab"))
filter(None)
filter(None, 5)
filter(None, [], 1)
list(filter(5, [1]))
filter(function=None, iterable=[])
list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate("ab", start=-1)), list(enumerate(iterable="a", start=2)), list(enumerate("ab", 2**63 - 1)), list(enumerate("ab", True)), list(enumerate("a", 2**100))
enumerate()
enumerate(5)
enumerate("a", "b")
enumerate("a", 1.0)
enumerate("a", 1, 2)
list(iter(Stops(3).__next__, 1)), list(iter(lambda: 5, 5)), list(iter([1, 2, 3].pop, 1)), list(iter(iter("ab").__next__, None))
iter(5)
iter(5, 1)
iter()
iter([], 1)
iter(len, 1, 2)
list(iter(len, 5))
next(5)
next([])
next()
next(iter([]))
next(iter([]), 1, 2)
next(iter([]), "d"), next(iter([1]), "d"), next(Stops(0), None)
next(Stops(0))
list(reversed([1, 2])), list(reversed("ab")), list(reversed((1,))), list(reversed(range(2))), list(reversed({1: 2})), list(reversed(b"ab")), list(reversed(bytearray(b"a")))
reversed(5)
reversed({1})
reversed(iter([]))
reversed()
reversed([], [])
reversed(x=[])
all([]), any([]), all([1, []]), any([0, "", 3]), all(Stops(3)), any(Stops(1))
all(5)
any()
sum([]), sum([1, 2], 3), sum([[1], [2]], []), sum((), start=5), sum([1.5, True]), sum([(1,), (2,)], ())
sum(["a"])
sum(["a"], "")
sum([b"a"], b"")
sum([b"a"], bytearray())
sum([1], [])
sum(5)
sum()
min(3, 1), max("ab"), min([3, 1], key=lambda x: -x), max([], default=0), min([], default=None, key=len), max(1, 1.0), min(1.0, 1), max("a", "bb", key=len), max([[1], [0, 5]])
min()
min([])
min(5)
max(1, 2, default=3)
max(1, "a")
max([1], key=5)
min([1], [2], key=None), max([1, 2], key=None)
max([1], default=5, ke=1)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
z = zip(gen("a", 3), gen("b", 1)); print(list(z), list(z), next(z, "end"))
m = map(lambda a, b: a + b, gen("c", 1), gen("d", 2)); print(list(m), next(m, "end"))
it = iter("abc"); print(list(zip(it, it)), next(it, "none")); it = iter("abcd"); print(list(map(lambda a, b: a + b, it, it)))
f = filter(lambda x: 1 // x, [1, 0, 2])
print(next(f)); 
try: next(f)
except ZeroDivisionError as e: print(e, list(f))
s = iter(Stops(2).__next__, 99); print(list(s), list(s))
e = enumerate("abc"); next(e); print(e.__reduce__()[1][1], next(e), copy.copy(e).__next__(), list(e))
for make in (lambda: zip("abc", [1, 2, 3]), lambda: map(str.upper, "abc"), lambda: filter(None, "abc"), lambda: enumerate("abc", 7), lambda: reversed([1, 2, 3]), lambda: iter([1, 2, 3]), lambda: iter("abc"), lambda: iter({1: 2, 3: 4, 5: 6}), lambda: iter(range(3)), lambda: iter(b"abc"), lambda: reversed("abc")):
    it = make(); next(it)
    print([list(pickle.loads(pickle.dumps(it, p))) for p in (0, 2, 5)], list(copy.copy(it)), next(it, "shared"))


class Z(zip):
    def __next__(self): return "Z", super().__next__()


class M(map): extra = 1


z = Z("ab", "cd"); z.attr = 1
print(list(z), z.attr, list(M(str, "ab")), M(str, []).extra, isinstance(Z(), zip), type(iter(Z())).__name__, enumerate[int], zip.__new__(Z, "a").__class__.__name__)
