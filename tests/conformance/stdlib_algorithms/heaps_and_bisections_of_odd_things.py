# heapq and bisect: keys, bounds, max-heaps of 3.14, items that refuse to compare, and lists that are changed meanwhile.
import heapq
import random
from bisect import bisect, bisect_left, bisect_right, insort, insort_left, insort_right


class Loud:
    n = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o): Loud.n += 1; return self.v < o.v
    def __repr__(self): return f"<{self.v}>"


r = random.Random(4)
for n in (0, 1, 2, 5, 20):
    data = [Loud(r.randrange(10)) for _ in range(n)]
    heap = data[:]
    Loud.n = 0
    heapq.heapify(heap)
    a = Loud.n
    out = [heapq.heappop(heap) for _ in range(n)]
    mx = data[:]
    heapq.heapify_max(mx)
    print(n, a, Loud.n, out, mx, [heapq.heappop_max(mx) for _ in range(n)])
cases = """
heapq.heappop([])
heapq.heappop_max([])
heapq.heapreplace([], 1)
heapq.heapreplace_max([], 1)
heapq.heappushpop([], 1), heapq.heappushpop([2], 1), heapq.heappushpop([0], 1), heapq.heappushpop_max([5], 1), heapq.heappushpop_max([0], 1), heapq.heapreplace([5], 9)
heapq.heappush((1,), 2)
heapq.heapify((1,))
heapq.heapify(5)
heapq.heappush([1], "a")
heapq.heappush([1])
heapq.heapify([1, "a", 2])
heapq.heapify([1j, 2j])
heapq.heapify([1j]), heapq.heappush([], 1j)
heapq.nlargest(2, [3, 1, 2]), heapq.nsmallest(2, "hello"), heapq.nlargest(0, [1]), heapq.nsmallest(5, [2, 1]), heapq.nlargest(1, [1, 5, 3]), heapq.nsmallest(1, []), heapq.nlargest(2, [{"a": 1}, {"a": 3}], key=lambda d: d["a"]), heapq.nsmallest(2, [-3, 1, 2], key=abs), heapq.nlargest(-1, [1]), heapq.nlargest(3, iter(range(10))), heapq.nsmallest(2, [(1, "b"), (1, "a"), (0, "z")])
heapq.nlargest(1.5, [1, 2])
heapq.nlargest("a", [1])
heapq.nsmallest(1, 5)
heapq.nsmallest(2, [1, "a", 3])
list(heapq.merge([1, 4], [2, 3], [])), list(heapq.merge("ac", "b", key=str.upper)), list(heapq.merge([3, 1], [2], reverse=True)), list(heapq.merge()), list(heapq.merge([1, 2], [1.0, 2.0])), list(heapq.merge(["bb", "a"], ["ccc"], key=len, reverse=False))
list(heapq.merge([1], ["a"]))
list(heapq.merge(5))
bisect([1, 2, 2, 3], 2), bisect_left([1, 2, 2, 3], 2), bisect_right([], 1), bisect([1, 3], 2, 1), bisect([1, 3, 5], 4, 0, 2), bisect_left([1, 2, 3], 2, hi=1), bisect([3, 2, 1], 2), bisect("abd", "c"), bisect((1, 2), 1.5), bisect(range(0, 100, 3), 50), bisect_left([{"k": 1}, {"k": 3}], 2, key=lambda d: d["k"]), bisect([1, 2], 5, lo=2), bisect([1], 0, 0, None), bisect_left([-3, -1, 2], 2, key=abs) if 0 else 0
bisect([1], 2, -1)
bisect([1, 2], "a")
bisect(5, 1)
bisect([1, 2], 1, 0, 10)
bisect([1, 2], 1, "a")
bisect([1, 2], 1, 0, "a")
bisect([1])
bisect([1, 2], 1, key=5)
bisect_left(a=[1, 2], x=2), bisect_right([1, 2], x=2, lo=0, hi=2, key=None)
insort([], 1), insort([1], 2, key=lambda v: -v)
insort((1,), 2)
insort([1], "a")
insort([1], 5, -1)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for f in (insort_left, insort_right):
    l = [(1, "a"), (2, "b"), (2, "c")]
    f(l, (2, "NEW"), key=lambda p: p[0]); print(l)
    l = [1, 2, 3]; f(l, 2.0); print(l)
class Seq(list):
    def insert(self, i, x): print("insert", i, x); super().insert(i, x)
    def __getitem__(self, i): print("get", i, end=" "); return super().__getitem__(i)
s = Seq([1, 5, 9]); insort(s, 6); print(s); print(bisect_left(s, 5))
class Evil:
    def __lt__(self, o): heap.clear(); return True
heap = [Evil() for _ in range(4)]
for f in (lambda: heapq.heapify(heap), lambda: heapq.heappop(heap), lambda: heapq.heappush(heap, Evil())):
    heap[:] = [Evil() for _ in range(4)]
    try: print(type(f()).__name__, len(heap))
    except Exception as e: print(type(e).__name__, e)
h = []
for i, w in enumerate("the quick brown fox jumps over the lazy dog".split()): heapq.heappush(h, (len(w), -i, w))
print([heapq.heappop(h)[2] for _ in range(9)]); k = []
for v in (5, 1, 8, 3): heapq.heappush_max(k, v)
print(k, heapq.heapreplace_max(k, 0), k, [heapq.heappop_max(k) for _ in range(4)])
