# Relations of sets by stored hashes, what their members are asked meanwhile, and extrema of containers.
asked = []


class Key:
    def __init__(self, number, name):
        self.number, self.name = number, name

    def __hash__(self):
        return self.number % 3

    def __eq__(self, other):
        asked.append((self.name, getattr(other, "name", other)))
        return isinstance(other, Key) and self.number == other.number

    def __repr__(self):
        return self.name


def shows(label, value):
    print(label, value, len(asked))
    asked.clear()


a = {Key(i, f"a{i}") for i in range(4)}
b = frozenset(Key(i, f"b{i}") for i in range(2, 6))
asked.clear()
shows("disjoint", a.isdisjoint(b))
shows("subset", a.issubset(b))
shows("superset", a.issuperset(b))
shows("self", (a.isdisjoint(a), a.issubset(a), set().isdisjoint(set()), set().isdisjoint(a)))
shows("and", sorted((a & b), key=lambda k: k.number))
shows("sub", sorted((a - b), key=lambda k: k.number))
shows("eq", a == {Key(i, f"c{i}") for i in range(4)})
shows("le", (a <= b, a < b, a >= b))
print({1, 2}.isdisjoint([3, 4]), {1, 2}.isdisjoint((2,)), {1, 2}.isdisjoint({3: 1}), {1, 2}.isdisjoint(iter([2])))
for bad in (5, [[]]):
    try:
        {1}.isdisjoint(bad)
    except TypeError as e:
        print(e)


class Moody:
    def __init__(self):
        self.mood = 1

    def __hash__(self):
        return self.mood

    def __eq__(self, other):
        return False


m = Moody()
s = {m}
m.mood = 2
print(m in s, s <= {m}, {m} >= s, s.isdisjoint({m}), len(s & {m}), len(s - {m}), len(s | {m}))


class Changes:
    def __hash__(self):
        return 7

    def __eq__(self, other):
        big.clear()
        raise ValueError("asked")


for relation in ("isdisjoint", "issubset", "issuperset", "__and__", "__sub__", "__eq__", "__le__"):
    big, other = {Changes(), 1, 2}, {Changes(), 5, 6}
    try:
        print(relation, getattr(big, relation)(other))
    except ValueError as e:
        print(relation, e, len(big))


class Derived(set):
    def __iter__(self):
        return iter([100])

    def __contains__(self, item):
        return True


d = Derived([1, 2])
print({1}.isdisjoint(d), {100}.isdisjoint(d), d.isdisjoint({1}), {1} <= d, {1}.issubset(d), d.issuperset({5}))

for f in (min, max):
    print(f([3, 1, 2]), f((3, True, 1)), f({5, 6, 7}), f(frozenset([1])), f([2, 2.0]), f([1.5, 1, 2]), f([2**70, 1]))
    print(f([True, 1]) is (True if True else 1), f([1, True]) is True, f([False, 0]) is False, f([-(2**47), 2**47]))
    for bad in ([], (), set(), [1, "x"], [None, 1], 5):
        try:
            print(f(bad))
        except (TypeError, ValueError) as e:
            print(e)


class L(list):
    def __iter__(self):
        return iter([9, 8])


print(min(L([1, 2])), max(L([1, 2])), min(Derived([1])))


class Error(OSError):
    pass


class Own(OSError):
    def __init__(self, code):
        super().__init__(code, "own text")


class New(OSError):
    def __new__(cls, *args):
        return super().__new__(cls, *args)


for made in (Error(2, "x"), Own(13), New(17, "y"), Error(2, "x", "file")):
    print(type(made).__name__, made.errno, made.strerror, made.filename, made.args, made)


class Base:
    pass


class Sub(Base):
    pass


s = Sub()
for i in range(40):
    s.value = i
    if i == 20:
        Base.value = property(lambda self: "from the property", lambda self, v: seen.append(v))
        seen = []
    if i == 30:
        del Base.value
print(s.value, s.__dict__, seen)
