# Loops step their iterators in place, and pairs that are unpacked at once need no tuple: nobody can tell.
def pairs(iterable):
    out = []
    for a, b in iterable:
        out.append((a, b))
    return out


def singles(iterable):
    out = []
    for x in iterable:
        out.append(x)
    return out


def generator():
    yield 1
    yield 2


d = {i: str(i) for i in range(6)}
del d[2], d[5]
for source in (
    lambda: d.items(),
    lambda: enumerate([7, 8]),
    lambda: enumerate((7, 8), 5),
    lambda: enumerate(range(3), 2**48),
    lambda: enumerate("ab", -1),
    lambda: enumerate(generator()),
    lambda: zip([1, 2, 3], (4, 5)),
    lambda: zip(range(2), range(5)),
    lambda: zip([1, 2], generator()),
    lambda: zip("ab", "cde"),
    lambda: reversed(d.items()),
    lambda: [(1, 2), [3, 4], "xy", {5: 0, 6: 0}],
):
    print(pairs(source()), singles(source()))

iterator = iter([1, 2, 3, 4, 5])
print(pairs(zip(iterator, iterator)), list(iterator))
for source in ([(1,)], [(1, 2, 3)], [3], zip([1], [2], [3]), {1: 2}, ["abc"]):
    try:
        print(pairs(source))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)

for source in ("aßc\U0001F600", b"\x00\xff", bytearray(b"ab"), {3}, frozenset({4}), range(3, 0, -1), reversed([1, 2, 3])):
    print(singles(source), singles(source))


def change(container, act):
    seen = []
    try:
        for x in container:
            seen.append(x)
            act(container)
            if len(seen) > 5:
                break
    except RuntimeError as e:
        return seen, str(e)
    return seen


def change_items(container, act):
    seen = []
    try:
        for k, v in container.items():
            seen.append((k, v))
            act(container)
    except RuntimeError as e:
        return seen, str(e)
    return seen


print(change({1: 1}, lambda c: c.update({2: 2})))
print(change_items({1: 1}, lambda c: c.update({2: 2})))
print(change_items({1: 1, 2: 2}, lambda c: c.update({2: 3})))
print(change({1}, lambda c: c.add(2)))
print(change([1], lambda c: c.append(2)))
print(change(bytearray(b"a"), lambda c: c.append(98)))

# Copies of dicts, with holes and without, and what they leave alone.
full, holes = {"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 2, "c": 3}
del holes["a"]
for source in (full, holes, {}):
    copies = [source.copy(), dict(source), {**source}, {**source, "z": 0}, source | {}]
    for copy in copies:
        copy["new"] = 1
        copy.pop("b", None)
    print(source, copies)
empty = {}
empty.update(full)
full["later"] = 1
print(empty, full)

# Sequences compare item by item, and a list of another length is not equal whatever it holds.
class Told:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        print("eq", self.name)
        return True


x, y = Told("x"), Told("y")
print([x] == [y], [x] == [y, y], (x,) == (y, y), [x] != [y, y], [x, 1] < [y, 2], (x,) < (y, 1))

# Members that are small ints, texts and others.
few, many = {1, "a", 2.5}, {1, "a", 2.5, None, (1,), 99}
print(few <= many, many <= few, few < many, few == {2.5, "a", True}, {1.0} <= {1}, {(1, 2)} <= {(1, 2), 3})
print("a" in many, "z" in many, 1 in many, True in many, 2.5 in many, (1,) in many, "" in "abc", "bc" in "abc", "é" in "aé")

# Loops that are left early close their generator.
def closing(name):
    try:
        yield 1
        yield 2
    finally:
        print("closed", name)


def outer():
    for x in closing("inner"):
        yield x


def quiet():
    yield 1
    yield 2


for x in closing("alone"):
    break
for make in (outer, quiet):
    for x in make():
        break
    g = make()
    next(g)
    print(g.close(), g.gi_frame, list(g))
