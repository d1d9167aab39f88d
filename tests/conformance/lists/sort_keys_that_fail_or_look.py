# A key or comparison that fails leaves a permutation; the list is empty while it is sorted; keys are asked once, in order.
import functools
l = [3, 1, 2]
def key(v): seen.append((v, list(l))); return v
seen = []; l.sort(key=key); print(l, seen)
class V:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        if fail and o.v == fail: raise ValueError(fail)
        return self.v < o.v
    def __repr__(self): return f"V{self.v}"
for fail in (0, 2, 4):
    vs = [V(n) for n in (4, 2, 5, 1, 3)]
    try: vs.sort(); print(vs)
    except ValueError as e: print(e, sorted(v.v for v in vs))
l = [3, 2, 1]
def grow(v): l.append(v); return v
try: l.sort(key=grow)
except ValueError as e: print(e, l)
l = [3, 2, 1]
def clear(v): l.clear(); return v
l.sort(key=clear); print(l)
for call in (lambda: [1, "a"].sort(), lambda: [1j, 2j].sort(), lambda: [None, 1].sort(), lambda: [1].sort(5), lambda: [1].sort(key=5), lambda: [].sort(key=5), lambda: [1].sort(reverse="x"), lambda: [2, 1].sort(reverse=None), lambda: sorted(5), lambda: sorted(), lambda: sorted([], 1), lambda: sorted([3, 1], key=None, reverse=True), lambda: sorted("bca", key=str.upper), lambda: sorted({2: 1, 1: 2}), lambda: [[1, "a"], [1, 2]].sort(), lambda: [(1, 2), (1, None)].sort(), lambda: min([]), lambda: min(1), lambda: max([1], default=3, key=None), lambda: max(1, 2, default=3), lambda: min((), default=None), lambda: max("a", 1), lambda: min([3, -3, 2], key=abs), lambda: max([3, -3], key=abs)):
    try: print(call())
    except Exception as e: print(type(e).__name__, e)
pairs = [(n % 3, n) for n in range(12)]
print([n for _, n in sorted(pairs, key=lambda p: p[0])], [n for _, n in sorted(pairs, key=lambda p: p[0], reverse=True)])
class OnlyGt:
    def __init__(self, v): self.v = v
    def __gt__(self, o): return self.v > o.v
print([o.v for o in sorted(map(OnlyGt, (2, 3, 1)))], sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
class Half:
    def __lt__(self, o): return NotImplemented
try: sorted([Half(), Half()])
except TypeError as e: print(e)
n = float("nan"); print([str(v) for v in sorted([3.0, n, 1.0, n, 2.0])], sorted([True, 0, 1, False]), sorted(["b", "B", "a", "\ud800", "\U00010000"]) == ["B", "a", "b", "\ud800", "\U00010000"])
