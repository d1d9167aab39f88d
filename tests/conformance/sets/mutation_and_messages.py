# Sets that change under their own operations, and what they say when told something wrong.
class H:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o): print("eq", self.n, getattr(o, "n", o)); return isinstance(o, H) and self.n == o.n
    def __repr__(self): return f"H{self.n}"
s = {H(1)}; print(H(1) in s, len(s | {H(2)}))
for source in """{[]}
{1} | [1]
{1} - [1]
{1} < [1]
{1} <= 5
set(5)
frozenset(5)
set(1, 2)
{1}.add()
{1}.add([])
{1}.remove(2)
{1}.remove([])
{1}.discard([])
set().pop()
{1}.union(5)
{1}.update([[]])
{1}.intersection(5)
{1}.difference([[]])
{1}.isdisjoint(5)
{1}.isdisjoint([2])
[] in {1}
hash({1})
frozenset([1]).add(2)
{1}.symmetric_difference()
set(a=1)
frozenset(a=1)
{1}[0]
{1}.union([2], (3,), {4: 5})
{1, 2, 3}.intersection([2, 3], [3])
{1, 2, 3}.difference([1], [2])
{1, True, 1.0}
{1, 2} == frozenset([2, 1]), hash(frozenset([1, 2])) == hash(frozenset([2, 1]))
type({1} | frozenset([2])), type(frozenset([2]) | {1})
{frozenset([1]), frozenset([2])} == {frozenset([2]), frozenset([1])}
{1} ^ {1, 2}
{1}.__or__([1])
{1}.__sub__(5)
{1} > set(), {1} >= {1}, {1} > {1}, {1} < {2}, {1} > {2}
sorted([{1, 2}, {1}, {1, 2, 3}], key=len)""".splitlines():
    try: print(source, "->", eval(source))
    except Exception as e: print(source, "->", type(e).__name__, e)
s = {frozenset([1, 2])}
print({1, 2} in s); s.remove({1, 2}); print(s); s.discard({3})
try: s.remove({3})
except KeyError as e: print(repr(e))
for op in ("s.add(9)", "s.discard(1)", "s.clear()", "s.pop()", "s |= {7}", "s -= {1}", "s &= {1}", "s ^= {8}"):
    s = {1, 2}
    try:
        for x in s: exec(op)
        print("finished", op)
    except RuntimeError as e: print(op, e)
s = t = {1, 2}; s |= {3}; print(t is s, t); f = g = frozenset([1]); f |= {2}; print(f is g, g)
class S(set): pass
class F(frozenset): pass
print(type(S([1]) | {2}), type(S([1]).copy()), type(F([1]) | {2}), type(F([1]).copy()), S([1]), F([1]), repr(S()), repr(F()))
f = frozenset([1]); print(frozenset(f) is f, f.copy() is f, f.union() is f, F(f) is f)
s = set(); s.update("ab", [1], {2: 3}); print(sorted(s, key=str)); s.intersection_update("a", "ab"); print(s)
r = set(); r2 = frozenset([1]); print(r, r2, set([(1, 2)]), {frozenset()})
s = {1, 2, 3}; s -= s; print(s); s = {1, 2}; s ^= s; print(s); s = {1}; s.difference_update(s); print(s)
print({1, 2}.__reduce__()[0], {1}.__contains__(1), set.__contains__({frozenset([1])}, {1}), (set() or "empty"))
