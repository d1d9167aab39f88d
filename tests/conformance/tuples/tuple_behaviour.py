# Tuples are immutable but hold mutables; hashing follows the items.
t = (1, [2], "x")
t[1].append(3)
print(t, len(t), t[-1], t[::-1], t + (4,), t * 2, t.index("x"), t.count(1), 1 in t, (1,) + (), () == tuple(), tuple("ab"), tuple([1]) is tuple, (1, 2) < (1, 3))
print((1), (1,), ((),), 1, 2, *(3, 4))
print(hash((1, 2)) == hash((1, 2)), {(1, "a"): 5}[(1, "a")], (1, 2) == (1.0, 2.0), tuple(range(3)), tuple({1: 2}), tuple(x for x in "ab"))
for f in (lambda: hash(t), lambda: t.append, lambda: t.index(9), lambda: t[5], lambda: t + [1], lambda: tuple(5), lambda: t.__setitem__(0, 1), lambda: (1, 2) < (1, "a"), lambda: tuple(1, 2), lambda: {t: 1}, lambda: (1,) * "a"):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
a = ([],); b = a
a += (1,)
print(a, b, b[0] is a[0])
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
print(T(1, 2), T(1, 2) + (3,), type(T(1)[:]), T() == (), repr(T(5)), isinstance(T(), tuple), type(T(1) * 2))
