# range computes, never stores: membership, slices, index, equality and hashes of ranges far beyond a machine word.
import warnings

warnings.simplefilter("ignore", SyntaxWarning)
big = 10**30


class Index:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n


class EqInt(int):
    def __eq__(self, other): return int(self) + 1 == other if not isinstance(other, EqInt) else True
    __hash__ = int.__hash__


r = range(-big, big, 10**29)
cases = """
r, r[0], r[-1], r[5], r[2:5], r[::-1], r[::7], len(r), r.start, r.stop, r.step, list(r)[3], -big in r, 0 in r, 1 in r, r.index(0), r.count(0), r.count(1), big in r
len(range(big))
len(range(0, big, 10**25)) if 0 else len(range(0, big, 10**28)), range(big)[-1], range(big)[10**29], range(big)[5:10], range(big)[-5:], range(big)[::10**29], bool(range(big)), bool(range(big, 0)), range(big) == range(big), range(big) != range(big + 1)
range(big).index(10**29), range(big).count(-1), range(big).count(10**29), 10**29 in range(0, big, 3), 10**29 + 1 in range(1, big, 10), 1.0 in range(5), 1.5 in range(5), "a" in range(5), None in range(5), True in range(5), 2+0j in range(5)
range(big)[big]
range(5)[5]
range(5)[-6]
range(5)["a"]
range(5)[1.0]
range(5)[None]
range(0)[0]
range(5).index(5)
range(5).index("a")
range(5).index(2.0), range(0, 10, 2).index(4), range(10, 0, -3).index(1), range(5).index(True)
range(5).index(1.5)
range(5).index()
range(5).index(1, 2)
range(5).count()
range(5).count(1.0), range(5).count("a"), range(5).count(EqInt(9)), EqInt(3) in range(5), range(0, 10, 3).count(9)
range(0), range(5), range(1, 5), range(1, 5, 2), range(5, 1, -1), range(1, 5, 1), repr(range(0, 5)), str(range(-1)), range(Index(3)), range(Index(1), Index(5)), range(True)
range()
range(1, 2, 3, 4)
range(1, 2, 0)
range(1.0)
range("5")
range(None)
range(1, None)
range(1, 2, None)
range(stop=5)
range(1, 2, step=1)
range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2), range(1) == range(0, 5, 9), range(3) == [0, 1, 2], range(5) == range(0, 5, 1), range(0, 0, 5) == range(7, 3), range(2, 3) == range(2, 9, 7), range(3) == range(3.0) if 0 else None
hash(range(0)) == hash(range(5, 1)), hash(range(1)) == hash(range(0, 5, 9)), hash(range(0, 3, 2)) == hash(range(0, 4, 2)), len({range(3), range(0, 3), range(0, 3, 1)}), {range(2): "x"}[range(0, 2)]
range(3) < range(4)
range(10)[2:8:2], range(10)[::-2], range(10)[8:2], range(10)[-3:], range(10)[20:30], range(10)[:-20], range(10)[::-1][::-1], range(0, 10, 3)[1:], range(10, 0, -3)[::2], range(10)[5:5], range(5)[::100], range(5)[::-100]
range(10)[::0]
range(10)[1.0:]
range(10)["a":]
range(10)[:None:None], range(10)[Index(2):Index(4)], range(10)[-2**70:2**70], range(10)[2**70:], range(10)[::2**70], range(10)[::-2**70]
list(reversed(range(5))), list(reversed(range(0, 10, 3))), list(reversed(range(0))), next(reversed(range(big))), list(reversed(range(5, 0, -2))), next(iter(range(big, big + 2))), list(range(big, big + 3)), list(reversed(range(-big, -big + 2)))
iter(range(5)).__length_hint__(), iter(range(big)).__length_hint__() if 0 else None, list(range(2**31 - 2, 2**31 + 2)), list(range(2**63 - 1, 2**63 + 1)), list(range(-2**63 - 1, -2**63 + 1)), list(range(2**64, 2**64 - 2, -1)), list(range(2**62, 2**65, 2**63))
sum(range(101)), min(range(5, 10)), max(range(0, 10, 3)), sorted(range(3, 0, -1)), list(zip(range(3), range(10, 20))), list(map(str, range(3))), [*range(3)], tuple(range(2)), dict.fromkeys(range(2)), "".join(map(str, range(10)[::3]))
range(5).start, range(5).__reduce__(), range(5).__class__, type(iter(range(5))).__name__, type(iter(range(big))).__name__, type(reversed(range(5))).__name__
type("R", (range,), {})
range.__new__(range)
range(5) + range(3)
range(5) * 2
range(5).__eq__(5), range(5).__contains__(3), range(5).__len__(), range(5).__getitem__(2), range(5).__bool__(), range(0).__bool__(), range(5).__hash__() == hash(range(5))
range.index(5, 5)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for statement in ("range(5).start = 1", "del range(5).step", "range(5).x = 1", "x = range(5); x[0] = 1", "x = range(5); del x[0]", "range(5).count = 1"):
    try:
        exec(statement)
    except Exception as e:
        print(statement, type(e).__name__, e)
it = iter(range(3))
print(next(it), it.__setstate__(1), next(it), next(it, "end"), it.__reduce__()[1], it.__length_hint__())
it = iter(range(3)); it.__setstate__(-5); print(list(it))
it = iter(range(3)); it.__setstate__(50); print(list(it))
it = iter(range(big, big + 3)); next(it); print(it.__length_hint__(), it.__reduce__()[1]); it.__setstate__(2); print(list(it))
match range(3):
    case [0, *rest]: print("sequence", rest)
