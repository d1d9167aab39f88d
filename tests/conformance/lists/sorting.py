# Sorting is stable, reverse keeps stability, keys are called once, errors leave the list usable.
words = ["banana", "Apple", "cherry", "apple", "fig", "Fig"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=len, reverse=True), sorted("hello", reverse=True))
calls = []
def key(x): calls.append(x); return x % 3
print(sorted(range(10), key=key), calls, sorted([5, 1.5, True, -2]), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted({3: 1, 1: 2}), sorted(["é", "z", "a"]))
l = [3, 2, 1]
def bad(x):
    l.append(9)
    return x
try: l.sort(key=bad)
except ValueError as e: print(e, len(l))
try: [1, "a", None].sort()
except TypeError as e: print(e)
class K:
    n = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o): K.n += 1; return self.v < o.v
    def __repr__(self): return f"K{self.v}"
print(sorted([K(3), K(1), K(2)]), K.n > 0, sorted([K(i * 7 % 11) for i in range(11)]))
from functools import cmp_to_key
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), sorted([1, 2, 3], key=lambda x: -x), min([3, 1, 2], key=lambda x: -x), max("abc", "de", key=len))
big = [(i * 7919) % 1000 for i in range(1000)]
s = sorted(big); print(s[:5], s[-3:], s == list(range(1000)), sorted(big, key=lambda x: x // 100)[:5])
for f in (lambda: sorted(1), lambda: sorted([1], 2), lambda: sorted(), lambda: sorted([1], key=1), lambda: sorted([1], reverse="x")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
