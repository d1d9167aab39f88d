# A key function sees the list that is being sorted as an empty one; what it does to it is found out at the end.
def show(label, numbers, key, **how):
    def wrapped(x):
        return key(numbers, x)

    try:
        numbers.sort(key=wrapped, **how)
        print(label, numbers)
    except Exception as error:
        print(label, type(error).__name__, error, numbers)


show("empty meanwhile", [3, 1, 2], lambda l, x: (print(l, len(l)), x)[1])
show("append", [3, 1, 2], lambda l, x: l.append(x) or x)
show("clear", [3, 1, 2], lambda l, x: l.clear() or x)
show("append and pop", [3, 1, 2], lambda l, x: (l.append(x), l.pop(), x)[2])
show("assign a slice", [3, 1, 2], lambda l, x: l.__setitem__(slice(None), [9, 9]) or x)
show("extend, then raise", [3, 1, 2], lambda l, x: l.extend([7]) or 1 / (x - 1))
show("raise", [3, 1, 2], lambda l, x: 1 / (x - 1))
show("raise at once", [3, 1, 2], lambda l, x: 1 / 0)
show("sort inside", [3, 1, 2], lambda l, x: l.sort() or x)
show("sort inside with a key", [3, 1, 2], lambda l, x: l.sort(key=lambda y: -y) or x)
show("reverse", [3, 1, 2, 5, 4], lambda l, x: x % 2, reverse=True)
show("keys of two kinds", [3, 1, 2], lambda l, x: x if x > 1 else "x")


class Key:
    def __init__(self, numbers, x):
        self.numbers, self.x = numbers, x

    def __lt__(self, other):
        self.numbers.append(0)
        return self.x < other.x


show("compare and change", [3, 1, 2], Key)

calls = []
print(sorted((x for x in [3, 1, 2]), key=lambda x: calls.append(x) or -x), calls)
print(sorted([], key=None), sorted("bca", key=str.upper), sorted([2, 1], key=lambda x: x))
words = ["bb", "a", "ccc", "dd", "e"]
print(sorted(words, key=len), sorted(words, key=len, reverse=True))


def recursive(x):
    return sorted(range(x), key=lambda y: -y)


print(sorted([3, 1, 2], key=recursive))
# The iterable is changed while it is being read.
growing = [1, 2, 3]
print(list(map(lambda x: growing.append(x) or x if len(growing) < 6 else x, growing)))
table = {1: 2}
try:
    list(map(lambda x: table.setdefault(x + 1), table))
except RuntimeError as error:
    print(error)
extended = [1, 2]
extended.extend(x + len(extended) for x in [1, 1, 1])
print(extended)
extended.extend(map(extended.pop, [0, 0]))
print(extended)
