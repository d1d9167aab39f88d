# A dict whose keys change while it keeps its size tells the iterator, once it gives more than there were.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

def over(make, change):
    d = dict.fromkeys(range(3))
    seen = []
    for x in make(d):
        seen.append(x)
        change(d, x)
        if len(seen) > 10:
            break
    return seen


def swap(d, x):
    if isinstance(x, tuple):
        x = x[0]
    first = next(iter(d))
    del d[first]
    d[first + 100] = None


def behind(d, x):
    if 2 in d:
        del d[2]
        d[3] = None


for change in (swap, behind):
    for make in (iter, dict.keys, dict.values, dict.items, reversed, lambda d: enumerate(d), lambda d: zip(d, d)):
        t(lambda: over(make, change))


def one(d):
    for i in d:
        del d[0]
        d[0] = 0


t(lambda: one({0: 0}))


def pairs(d):
    out = []
    for k, v in d.items():
        out.append((k, v))
        del d[k]
        d[k] = v
    return out


t(lambda: pairs({1: 2, 3: 4}))
d = {i: i for i in range(5)}
it = iter(d)
for _ in range(2):
    next(it)
print(it.__length_hint__(), list(it.__reduce__()[1][0]), it.__length_hint__())
d = {i: i for i in range(8)}
for i in range(5):
    del d[i]
print(list(d), [k for k in d], list(d.items()), [v for v in d.values()])
it = iter(d)
del d[5]
t(lambda: next(it))
t(lambda: next(it))
d[5] = 1
t(lambda: next(it))


class Hashed:
    hashes = compared = 0

    def __hash__(self):
        Hashed.hashes += 1
        return 42

    def __eq__(self, other):
        Hashed.compared += 1
        return self is other


d = {Hashed(): 1}
d.setdefault(Hashed(), 2)
print(Hashed.hashes, Hashed.compared)
counted = [Hashed() for _ in range(3)]
d = dict.fromkeys(counted)
before = Hashed.hashes
s = set(d)
s.difference(d), s.symmetric_difference_update(d), frozenset(d), dict.fromkeys(set(d)), dict.fromkeys(d, 3), dict(d)
print(Hashed.hashes - before)


class C:
    def __eq__(self, other):
        raise RuntimeError("compared")


for f in (
    lambda: {1: C()}.items() == {1: C()}.items(), lambda: {1: C()}.items() != {1: C()}.items(),
    lambda: {1: C()}.items() <= {1: C()}.items(), lambda: {1: C()}.items() < {1: C(), 2: C()}.items(),
    lambda: {1: [], 2: []}.items() > {1: []}.items(), lambda: {1: []}.items() == {(1, 2)},
    lambda: {1: 2}.items() == {(1, 2)}, lambda: {(1, 2)} >= {1: 2}.items(), lambda: {1: 2}.keys() <= {1, 3},
    lambda: {1: []}.items() == {1: []}.items(), lambda: {1: 2}.keys() == [1], lambda: {1: 2}.keys() < frozenset((1, 2)),
):
    t(f)
d = {}
d[42] = d.values()
print(d)
d[42] = d.items()
print(d)
d[42] = d.keys()
print(d)
