# Sets in use: operations, comparisons, frozensets as keys, updates, errors.
evens, small = set(range(0, 20, 2)), set(range(6))
print(sorted(evens & small), sorted(evens | small)[:5], sorted(small - evens), sorted(evens ^ small)[:4])
print(small.issubset(range(10)), {1, 2} < {1, 2, 3}, {1} <= {1}, {1} < {1}, {1, 2} > set(), evens.isdisjoint({1, 3}), {1} == {1.0, True})
s = {3}
s.add(1)
s.update([5, 7], (9,))
s.discard(100)
s.remove(3)
print(sorted(s), len(s), 5 in s, s.pop() in {1, 5, 7, 9}, len(s))
s |= {10}
s &= {10, 11}
s ^= {12}
s -= {12}
print(s, set(), frozenset(), frozenset([1]), {frozenset({1}): "f"}[frozenset([1])], type(frozenset() | {1}).__name__, type({1} | frozenset()).__name__)
print({(), ()}, {""}, {None}, set("aaa"), len({1, 1.0, True, "1"}), {i % 3 for i in range(10)} == {0, 1, 2})
print({1} in [{1}], {1} in {frozenset({1})}, sorted(map(sorted, {frozenset("ab"), frozenset("ba"), frozenset("c")})))
for bad in (lambda: {[]}, lambda: {1}.remove(2), lambda: set().pop(), lambda: {1} | [1], lambda: {1} < [1], lambda: set(5), lambda: {{1}},
            lambda: frozenset().add(1), lambda: {1}.union(5), lambda: hash({1})):
    try:
        bad()
    except (TypeError, KeyError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    for x in (t := {1, 2}):
        t.add(x + 10)
except RuntimeError as e:
    print(e)
print({1, 2}.union([3], (4,)) == {1, 2, 3, 4}, {1, 2, 3}.intersection([2], {2, 3}), {1, 2, 3}.difference([1], [2]), {1}.copy() is {1})
