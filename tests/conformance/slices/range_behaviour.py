# range is a lazy sequence with equality, hashing, membership and slicing.
r = range(0, 20, 3)
print(r, len(r), r[2], r[-1], r[1:4], r[::-1], list(reversed(r)), 9 in r, 10 in r, 9.0 in r, r.index(6), r.count(6), r.start, r.stop, r.step, range(5), range(0), range(3, 0), list(range(5, 0, -2)), range(0, 3, 2) == range(0, 4, 2), hash(range(0)) == hash(range(2, 2)), bool(range(0)), max(r), sum(r), repr(range(1, 2, 1)), range(1, 10, 3)[::2])
for f in (lambda: range(), lambda: range(1, 2, 0), lambda: range(1.5), lambda: range("a"), lambda: r[7], lambda: r.index(1), lambda: range(1, 2, 3, 4), lambda: range(stop=3), lambda: r + r, lambda: r.__setitem__, lambda: setattr(r, "start", 1), lambda: range(3) < range(4), lambda: next(r)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
it = iter(range(3)); print(next(it), list(it), list(it), it.__length_hint__())
for i in range(3):
    print(i, end=" ")
    i = 10
print(i)
for i in range(0): pass
else: print("else", i)
print([*range(2 ** 62, 2 ** 62 + 2)], len(range(-5, 5)), list(range(10))[range(3)[1]])
