# What gc tells: referents, referrers, what is tracked, freezing, statistics.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

import gc


class A:
    def __init__(self, x):
        self.x = x


class S:
    __slots__ = ("y",)


class Int(int):
    pass


for objects in ([1, 3, 5], (1, 3, 5), {1: 3, 5: 7}, {1, 2}):
    t(lambda: sorted(gc.get_referents(objects)))
t(lambda: sorted(gc.get_referents([1, 2], {3: 4}, (0, 0, 0))))
t(lambda: gc.get_referents(1, "a", 4j))
mine = ["mine"]
a = A(mine)
print(mine in gc.get_referents(a) or any(mine in r.values() for r in gc.get_referents(a) if isinstance(r, dict)))
print(A in gc.get_referents(a), gc.get_referents(Int(3)) == [Int])
s = S()
s.y = mine
print(mine in gc.get_referents(s))
holder = [mine]
print(holder in gc.get_referrers(mine))
for value in (None, 1, 1.0, "a", b"a", type, int, object(), object, gc, A, a, Int(), [], set()):
    print(gc.is_tracked(value), end=" ")
print()
for generation in (None, 1000, -1000, "1", 1.5):
    try:
        print(type(gc.get_objects(generation=generation)))
    except Exception as e:
        print(type(e).__name__, e)
gc.freeze()
print(gc.get_freeze_count() > 0)
gc.unfreeze()
print(gc.get_freeze_count())
gc.collect()
before = gc.get_stats()
gc.collect()
after = gc.get_stats()
print(after[2]["collections"] - before[2]["collections"])
gc.set_debug(gc.DEBUG_STATS & 0)
print(gc.get_debug())
for _ in range(100):
    a = A(None)
    a.x = a
del a
print(gc.collect() > 0)
