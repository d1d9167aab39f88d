# What one place of `super().m()`, `with`, `Class(name=…)` and a computed attribute found before says nothing of other
# classes, other objects, or of the same class once it changed.
def family(tag):
    class Base:
        def m(self, a=1):
            return (tag, "base", a)

        @classmethod
        def make(cls):
            return (tag, cls.__name__)

    class Child(Base):
        def m(self, a=2):
            return super().m(a)

        @classmethod
        def make(cls):
            return super().make()

    return Base, Child


pairs = [family(n) for n in range(3)]
for turn in range(40):
    for base, child in pairs:
        child().m()
        child.make()
print([child().m() for base, child in pairs], [child.make() for base, child in pairs])

base, child = pairs[0]
made = child()
base.m = lambda self, a: ("changed", a)
print(made.m())
base.m = 5
try:
    made.m()
except TypeError as e:
    print(e)
del base.m
try:
    made.m()
except AttributeError as e:
    print(e)


class Other:
    def m(self, a):
        return ("other", a)


child.__bases__ = (Other,)
print(made.m())


class Between(pairs[1][0]):
    def m(self, a):
        return ("between", super().m(a))


class Diamond(pairs[1][1], Between):
    pass


def both():
    return [pairs[1][1]().m(), Diamond().m(), pairs[1][1]().m()]


for turn in range(5):
    both()
print(both())
d = pairs[1][1]()
print(d.m())
d.__class__ = Diamond
print(d.m())


class L(list):
    def append(self, x):
        super().append(x)
        return len(self)

    def own(self):
        return super().__len__, super().__init__


row = L()
print([row.append(i) for i in range(4)], row, row.own()[0]())


class Static:
    @staticmethod
    def s(x):
        return ("static", x)

    @property
    def p(self):
        return "property"

    value = 7


class Reads(Static):
    def read(self):
        return super().s(1), super().p, super().value


print([Reads().read() for _ in range(3)][-1])


def wrong(self):
    return super(Reads, self).read()


for subject in (Reads(), 5):
    try:
        wrong(subject)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)


# with
class One:
    def __enter__(self):
        return "one"

    def __exit__(self, *what):
        print("left one", what[0])


class Two(One):
    def __enter__(self):
        return "two"


class Bare:
    pass


def through(manager):
    with manager as what:
        return what


managers = [One(), Two(), One()]
print([through(m) for m in managers])
managers[0].__enter__ = lambda: "own"
print(through(managers[0]))
One.__enter__ = lambda self: "patched"
print([through(m) for m in managers])
One.__enter__ = property(lambda self: lambda: "computed")
print([through(m) for m in managers])
del One.__enter__
for m in (managers[0], Bare(), 5):
    try:
        through(m)
    except TypeError as e:
        print(e)
print(through(managers[1]))


# Class(name=…)
class P:
    def __init__(self, a, /, b, c=3, d=4):
        self.all = a, b, c, d


def build(cls, *given):
    try:
        return [cls(1, b=2).all, cls(1, d=9, b=2).all, cls(1, 2, c=5).all, given and cls(*given).all]
    except TypeError as e:
        return str(e)


print([build(P) for _ in range(3)][-1], build(P, 1, 2, 3))


class Q:
    def __init__(self, x, b=0, c=0, d=0):
        self.all = x, b, c, d


print(build(Q), build(P))
P.__init__ = Q.__init__
print(build(P))
P.__init__ = lambda self, a, **rest: setattr(self, "all", (a, rest))
print(build(P))
P.__new__ = lambda cls, *a, **k: Q("new")
print(build(P))


def fails(cls):
    out = []
    for call in (lambda: cls(x=1, y=2), lambda: cls(b=1), lambda: cls(1, x=1), lambda: cls(1, 2, 3, 4, b=5)):
        try:
            out.append(call().all)
        except TypeError as e:
            out.append(str(e))
    return out


fails(Q)
print(*fails(Q), sep="\n")


class Loud:
    def __init__(self, a, b=1):
        return a


def loud():
    try:
        return Loud(a=None, b=2), Loud(None, b=1)
    except TypeError as e:
        return e


for value in range(3):
    loud()
try:
    Loud(a=3)
except TypeError as e:
    print(e)


# *args
def plain(a, b=2, c=3):
    return a, b, c


def spread(f, args, named={}):
    try:
        return f(*args, **named)
    except TypeError as e:
        return str(e)


class Method:
    def m(self, a, b=2):
        return a, b


class Sub(tuple):
    def __iter__(self):
        return iter(("sub",))


for args in ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [5], Sub((1, 2)), "xy", {7: 8}):
    print(spread(plain, args), spread(Method().m, args), spread(Method.m, args), spread(plain, args, {"c": 9}))


def gather(a, b=2, *rest, **named):
    return a, b, rest, named


def generated(n):
    for i in range(n):
        yield gather(*range(i)) if i else gather(i), gather(i, i, i), plain(*[i])


print(list(generated(4)))
gathered = gather(1)
gathered[3]["k"] = 1
print(gather(1))
try:
    gather()
except TypeError as e:
    print(e)


# except, raise and texts that are not ASCII
class E(Exception):
    pass


class F(E):
    def __init__(self):
        super().__init__("made")


def caught(what, patterns):
    out = []
    for pattern in patterns:
        try:
            try:
                raise what
            except pattern as e:
                out.append(type(e).__name__ + str(e))
        except BaseException as e:
            out.append(f"past: {type(e).__name__}: {e}")
    return out


for what in (E, F, F(), KeyError, KeyError(1), object, StopIteration, OSError("no")):
    print(caught(what, (E, F, (KeyError, E), Exception, object, OSError)))


def walks(text, seen):
    found = [text[i] for i in range(len(text))]
    found += [text[i] for i in range(len(text) - 1, -1, -1)]
    found += [text[i : i + 70] for i in seen] + [text[i % len(text)] for i in range(0, 9000, 97)]
    return hash("".join(found)) == hash("".join(list(text) + list(text)[::-1] + [text[i : i + 70] for i in seen] + [list(text)[i % len(text)] for i in range(0, 9000, 97)]))


for unit in ("é", "aé", "aaaaaaaaé", "€b", "😀", "abc😀defghijklmn", "\ud800x"):
    for times in (1, 64, 65, 200, 1000):
        text = unit * times
        if not walks(text, (0, 63, 64, 65, 5, len(text) - 1, len(text))):
            print("differs", ascii(unit), times)
print(b"ab" + b"cd", b"" + b"", b"x" + b"")
