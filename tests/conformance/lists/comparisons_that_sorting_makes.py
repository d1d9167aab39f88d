# Which items `sort` compares, how often and in which order, is seen by every `__lt__`; it also decides where NaN ends up
# and what a list holds when a comparison fails. All of it is CPython's.
import hashlib
import random


class Item:
    count = 0
    seen = []

    def __init__(self, value, place):
        self.value, self.place = value, place

    def __lt__(self, other):
        Item.count += 1
        Item.seen.append((self.place, other.place))
        return self.value < other.value


def digest(value):
    return hashlib.md5(repr(value).encode()).hexdigest()[:10]


def run(values, **how):
    Item.count, Item.seen = 0, []
    items = [Item(v, i) for i, v in enumerate(values)]
    items.sort(**how)
    return Item.count, digest(Item.seen), digest([item.place for item in items])


print(run([3, 1, 2]), Item.seen)
print(run([1, 1, 0, 2, 2, 1]), Item.seen)
print(run([5, 5, 4, 4, 4, 3, 9, 9, 1]), Item.seen)
random.seed(14)
for n in (0, 1, 2, 3, 10, 31, 32, 33, 63, 64, 65, 127, 128, 129, 300, 1000, 1023, 2049):
    shapes = {
        "random": [random.random() for _ in range(n)],
        "up": range(n),
        "down": range(n, 0, -1),
        "equal": [0] * n,
        "few": [random.randrange(4) for _ in range(n)],
        "steps down": [i // 3 for i in range(n, 0, -1)],
        "saw": [i % 17 for i in range(n)],
        "swapped": [*range(n // 2, n), *range(n // 2)],
        "two runs": sorted(random.random() for _ in range(n // 2)) + sorted(random.random() for _ in range(n - n // 2)),
        "tail": [*range(n - n // 8), *(random.random() * n for _ in range(n // 8))],
        "low then down": [0 if i < n // 2 else n - i for i in range(n)],
    }
    for name, values in shapes.items():
        print(n, name, run(values), run(values, reverse=True))

nan = float("nan")
for seed in range(12):
    random.seed(seed)
    mixed = [random.choice([nan, random.randrange(20), random.random() * 20]) for _ in range(random.randrange(2, 150))]
    print(digest(sorted(mixed)), digest(sorted(mixed, reverse=True)), sorted(mixed[:9]))
    print([i for _, i in sorted((random.choice([nan, 1.0, 2.0]), i) for i in range(20))])


class Fails(Item):
    limit = 0

    def __lt__(self, other):
        Item.count += 1
        if Item.count > Fails.limit:
            raise ValueError("no more")
        return self.value < other.value


for limit in (0, 1, 5, 40, 100, 150, 333, 500, 900):
    for reverse in (False, True):
        random.seed(limit)
        Item.count, Fails.limit = 0, limit
        items = [Fails(random.random(), i) for i in range(150)]
        try:
            items.sort(reverse=reverse)
            print(limit, "sorted")
        except ValueError:
            print(limit, reverse, [item.place for item in items][:40], digest([item.place for item in items]))


class Fickle(Item):
    def __lt__(self, other):
        Item.count += 1
        return random.random() < 0.5


for seed in range(12):
    random.seed(seed)
    Item.count = 0
    items = [Fickle(0, i) for i in range(random.randrange(400))]
    items.sort()
    print(Item.count, digest([item.place for item in items]), sorted(i.place for i in items) == list(range(len(items))))
for values in ([(1, nan), (1, 2), (0, 3)], [(1, "a"), (1, 2)], ["b", "a", 1], [[2], [1, 5], [1]], [1, 2.5, True, 10**30, -(10**30)]):
    try:
        print(sorted(values), sorted(values, key=lambda v: (v,), reverse=True))
    except TypeError as e:
        print(e)
