# Set algebra: operators need sets, methods take any iterable.
a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, a ^ b, a < b, {2} < a, a <= a, a > {1}, a.isdisjoint({9}), a.union([5], (6,)), a.intersection([1, 2], [2]), a.difference("x", [1]), a.symmetric_difference([1, 9]), a.issubset(range(9)), a.issuperset([]))
c = a.copy(); c |= {7}; c &= {1, 7, 3}; c -= {3}; c ^= {1, 2}; print(c, c.add(2), c.discard(99), c.update([8], "a"), "a" in c, len(c), c.remove("a"), c)
print(set(), frozenset(), {1}, frozenset([1]), set("a"), {*()}, repr({frozenset({1})}), {1, 1.0, True}, {(1,)}, frozenset({1}) | {2}, {2} | frozenset({1}), type(frozenset() | set()), {1} == frozenset({1}), {frozenset({1}): 2}[frozenset({1})], {1} in {frozenset({1})})
for f in (lambda: a | [1], lambda: a < [1], lambda: {[]}, lambda: set().pop(), lambda: a.remove(99), lambda: a.remove([1]), lambda: set(1), lambda: hash(set()), lambda: a + b, lambda: a[0], lambda: frozenset().add, lambda: set(1, 2), lambda: a.union(5), lambda: {1} - 1, lambda: [] in {1}, lambda: set(a=1), lambda: a.add(), lambda: a.update(1), lambda: {1, {2}}):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class S(set): pass
print(S([1]), type(S() | {1}), type(S().copy()), S([1]) == {1}, repr(S()), type({1} | S()))
x = frozenset(range(3)); print(frozenset(x) is x, x.copy() is x, hash(frozenset([1, 2])) == hash(frozenset([2, 1])), sorted(x), sum(x), min(x))
x &= {1}; print(x)
