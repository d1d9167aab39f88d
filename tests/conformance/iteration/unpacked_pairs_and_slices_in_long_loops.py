# Sequences that are unpacked into variables, pairs of loops, and slices with steps, in loops that are long enough to be
# warm.


def many(rows):
    total = 0
    for row in rows:
        a, b, c, d, e, f, g = row
        total += a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g
        x, x = a, b
        total += x
        (p, q), r = (a, b), c
        total += p - q + r
        h, *i = row
        total += h + len(i)
    return total, a, g, x, p, q, r


print(many([(i, i + 1, i + 2, i + 3, i + 4, i + 5, i + 6) for i in range(100)]))
print(many([[i, i + 1, i + 2, i + 3, i + 4, i + 5, i + 6] for i in range(100)]))


def wrong_lengths():
    seen = []
    for row in [(1, 2, 3)] * 50 + [(1, 2)] + [[1, 2, 3, 4]] + ["abc", range(3), 5, {1: 2}]:
        a = b = c = None
        try:
            a, b, c = row
        except (TypeError, ValueError) as e:
            seen.append(str(e))
        seen.append((a, b, c))
    print(seen[-9:])


wrong_lengths()


def into_other_places():
    class Box:
        pass

    box, items, out = Box(), {}, []
    for i in range(60):
        box.a, b = (i, i + 1)
        c, items[b] = [b, i]
        (d, box.b), e = (1, 2), c
        f = [g, h] = i, b
        out.append((box.a, b, c, d, box.b, e, f, g, h))
    print(out[-1], len(items))


into_other_places()


def cells():
    made = []
    for i in range(40):
        a, b = i, i * 2
        c, d = (a, b)
        made.append(lambda: (a, c, d))
    return made[3](), made[-1](), b


print(cells())


def swapped():
    a, b, c = 1, 2, 3
    t = (a, b, c)
    for _ in range(50):
        t = c, a, b = (a, b, c)
        a, b = b, a
    return t, a, b, c


print(swapped())


def pairs():
    d = {i: i * i for i in range(50)}
    total = 0
    for key, value in d.items():
        total += key * value
    for n, item in enumerate([3] * 50, 5):
        total += n * item
    for x, y in zip(range(50), list(range(50, 100))):
        total += x * y
    for x, x in zip(range(50), range(50)):
        total += x
    places = [0, 0]
    for places[0], y in zip(range(50), range(50)):
        total += places[0]
    for x, y in d.items():
        if x == 20:
            break
    try:
        for x, y in d.items():
            d[1000 + x] = 1
    except RuntimeError as e:
        print(e, x, y)
    return total, x, y, n, key


print(pairs())


class Index:
    def __init__(self, i):
        self.i = i

    def __index__(self):
        return self.i


class Sub(list):
    def __getitem__(self, key):
        return key


def slices():
    items, out = list(range(20)), []
    for start in [None, 0, 3, -3, 25, -25, True, Index(4), 2**80, -(2**80)]:
        for stop in [None, 0, 7, -2, 30, -30]:
            for step in [None, 1, 2, -1, -3, 50, -(2**70), 2**63]:
                out.append(items[start:stop:step])
                assert out[-1] == list(tuple(items)[start:stop:step])
                assert type(out[-1]) is list
    print(len(out), sum(map(sum, out)), sum(map(len, out)))
    for bad in (0, "x", 1.5):
        for _ in range(30):
            try:
                items[1:5:bad]
            except (TypeError, ValueError) as e:
                message = f"{type(e).__name__}: {e}"
        print(message)
    for _ in range(30):
        kept = items[::-1]
        kept[0] = None
        copied = Sub(items)[1:2:3]
    print(items[-1], kept[:3], copied)


slices()


def reversals(n):
    p = list(range(n))
    for k in range(n):
        p[: k + 1] = p[k::-1]
        p[1::2] = p[1::2][::-1]
    return p


print(reversals(15))
