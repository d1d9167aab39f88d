# Lists and tuples find things by identity, then by ==, from the left; bounds, remove, count and comparisons follow one rule.
import warnings

warnings.simplefilter("ignore", SyntaxWarning)
nan = float("nan")


class Loud:
    def __init__(self, name, answer=False): self.name, self.answer = name, answer
    def __repr__(self): return self.name
    def __eq__(self, other):
        print(f"{self}=={other!r}", end=" ")
        if isinstance(self.answer, Exception): raise self.answer
        return self.answer
    __hash__ = None


a, b, yes, err = Loud("a"), Loud("b"), Loud("yes", "truthy"), Loud("err", KeyError("boom"))
for kind in (list, tuple):
    for seq in ([a, b, yes], [1, err, a], [nan, nan], [yes, a], [[], b]):
        seq = kind(seq)
        for target in (a, yes, 1, nan, float("nan"), []):
            for f in (lambda: target in seq, lambda: seq.count(target), lambda: seq.index(target), lambda: seq == kind([target, b])):
                try:
                    print(f(), end="; ")
                except Exception as e:
                    print(type(e).__name__, e, end="; ")
        print()
cases = """
[1, 2, 3, 2].index(2), [1, 2, 3, 2].index(2, 2), [1, 2, 3, 2].index(2, -1), [1, 2, 3].index(1, -100, 100), (1, 2, 1).index(1, 1), [1, 2].index(2, 0, 2**100), [1, 2].index(1, -2**100)
[1, 2].index(2, 0, 1)
[1, 2].index(1, -1)
[1, 2].index(3)
(1, 2).index(3)
["a"].index("b")
[1].index()
[1].index(1, 0, 1, 2)
[1].index(1, "a")
[1].index(1, None)
[1].index(1, 0.0)
[1].index(value=1)
(1,).index(1, start=0)
[1].remove(2)
[1].remove()
[].pop()
[1].pop(1)
[1].pop(-2)
[1].pop("a")
[1, 2].pop(2**100)
[1, 2].pop(True), [1, 2].pop(-1)
[1].insert(0)
[1].insert("a", 1)
[1].insert(1.0, 1)
[1].append()
[1].append(1, 2)
[1].extend(1)
[1].extend()
[1].count()
[1].reverse(1)
[1].copy(1)
[1].clear(1)
[1] + (2,)
[1] + None
(1,) + [2]
[1] * "a"
[1] * 1.5
[1] * 2**100
[[]] * 3, [1] * -1, [1] * True, () * 5, 3 * (1,), [1, 2] * 0
[1, 2] < [1, 2, 0], [1, 2] < [1, 3], [] < [0], [2] > [1, 5], [1] <= [1], [1] >= [1, 0], (1, 2) == (1.0, True + 1), [1] == (1,), [nan] == [nan], [nan] < [nan], [nan] <= [nan], [float("nan")] == [float("nan")]
[1] < (1,)
[1, "a"] < [1, 2]
[1, "a"] < [2, 2], [1, "a"] == [1, 2], [1j] == [1j], [[1, 2], 3] < [[1, 3], 0]
[1j] < [2j]
[1j, 1] < [1j, 2]
[1][1]
[1]["a"]
[1][1.0]
[1][None]
(1,)[5]
(1,)["a"]
[1][2**100]
list(5)
list(a=1)
list(1, 2)
tuple(5)
tuple(a=1)
tuple([1], [2])
list(), tuple(), list("ab"), tuple({1: 2}), list(range(3)), tuple(x for x in "ab"), list((1, 2)), tuple([]) is tuple(()), tuple((1, 2)) == (1, 2)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for statement in ("x[5] = 1", "x['a'] = 1", "x[0:1] = 5", "x[::2] = [1]", "del x[9]", "del x['a']", "x += 5", "x += 'ab'", "x += (3,)", "x *= 2", "x *= 'a'", "x *= -1", "x[1:1] = x", "x[-1:0:-1] = 'zz'", "x[0:2] = iter('pqr')", "x[::-1] = x", "x[5:1] = [9]", "del x[::2]", "x[True] = 'T'", "x.__iadd__(x)", "x[:] = (i for i in x)", "t[0] = 1", "del t[0]", "t += [1]", "t += (1,)", "t *= 2", "t[0] += 1", "u[0] += [2]", "x[2**100:] = [1]", "x[::-2**100] = [0]", "del x[-2**100:1]"):
    x, t, u = [1, 2, 3], (1, 2), ([1],)
    try:
        exec(statement)
        print(statement, x, t, u)
    except Exception as e:
        print(statement, type(e).__name__, e, x, t, u)
