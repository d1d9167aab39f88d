# Special methods of Python classes in loops that are long enough to be warm: what they answer, what they raise, and what
# comes of it when a class changes in the middle.
import sys


class Vector:
    __slots__ = ("x", "items")

    def __init__(self, x):
        self.x = x
        self.items = {}

    def __getitem__(self, key):
        return self.x + key

    def __setitem__(self, key, value):
        self.items[key] = value
        return "nobody sees this"

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(self.x + other.x)

    def __radd__(self, other):
        return ("radd", other)

    def __lt__(self, other):
        return self.x < other.x

    def __gt__(self, other):
        return "not a bool but true"

    def __eq__(self, other):
        return NotImplemented

    def __matmul__(self, other):
        return self.x * 1000 + other


class Refined(Vector):
    def __radd__(self, other):
        return "refined radd"

    def __getitem__(self, key):
        yield key
        yield self.x


class Fails:
    def __getitem__(self, key):
        raise KeyError(key)

    def __setitem__(self, key, value):
        raise IndexError(key, value)

    def __sub__(self, other):
        raise ValueError(other)

    def __le__(self, other):
        raise RuntimeError("le")


class Deep:
    def __init__(self, depth):
        self.depth = depth

    def __getitem__(self, key):
        if self.depth == 0:
            return key
        return Deep(self.depth - 1)[key + 1]

    def __add__(self, other):
        return self + other


class Defaults:
    def __getitem__(self, key, more=7):
        return key, more

    def __mul__(self, *others):
        return others


def counts():
    a, b, refined, deep = Vector(1), Vector(2), Refined(3), Deep(5)
    total = 0
    for i in range(200):
        total += a[i]
        a[i % 10] = i
        c = a + b
        total += c.x
        if a < b:
            total += 1
        if a > b:
            total += 2
        if a == b:
            total += 1000000
        if a == a:
            total += 3
        total += a @ 5
        assert a + refined == "refined radd"
        assert 5 + a == ("radd", 5)
        assert list(refined[i]) == [i, 3]
        assert deep[i] == i + 5
        assert Defaults()[i] == (i, 7)
        assert Defaults() * i == (i,)
        x = a > b
    return total, x, a.items


print(counts())


def line_of(error):
    lines = []
    entry = error.__traceback__
    while entry:
        lines.append((entry.tb_frame.f_code.co_name, entry.tb_lineno - entry.tb_frame.f_code.co_firstlineno))
        entry = entry.tb_next
    return lines


def errors():
    seen = {}
    f, a = Fails(), Vector(1)
    for i in range(100):
        for action in (
            lambda: f[1],
            lambda: f.__setitem__(1, 2),
            lambda: f - 1,
            lambda: f <= 1,
            lambda: a + 5,
            lambda: a["x"],
        ):
            try:
                action()
            except Exception as e:
                seen.setdefault((type(e).__name__, str(e), str(line_of(e))), []).append(i)
        try:
            f[i] = i
        except IndexError as e:
            seen.setdefault((type(e).__name__, str(line_of(e))), []).append(i)
    for key, when in seen.items():
        print(key, len(when))


errors()


def endless():
    d = Deep(0)
    for i in range(30):
        try:
            d + 1
        except RecursionError as e:
            message = str(e)
    print(message)


endless()


def changes():
    a, b = Vector(1), Vector(2)
    seen = []
    for i in range(120):
        if i == 60:
            Vector.__getitem__ = lambda self, key: "changed"
            Vector.__add__ = lambda self, other: "sum"
        if i == 80:
            del Vector.__lt__
        if i == 100:
            Vector.__getitem__ = len
            Vector.__lt__ = lambda self, other: False
        try:
            item = a[1]
        except TypeError as e:
            item = str(e)
        s = a + b
        row = (item, s if isinstance(s, str) else s.x, a < b)
        if not seen or seen[-1] != row:
            print(i, row)
            seen.append(row)


changes()


def from_a_generator():
    deep = Deep(3)
    for i in range(60):
        yield deep[i]


print(sum(from_a_generator()))


class Watched:
    def __getitem__(self, key):
        if key == 90:
            sys.settrace(trace)
        return key

    def __sub__(self, other):
        return other


events = []


def trace(frame, event, arg):
    events.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
    return trace


def traced():
    w = Watched()
    total = 0
    for i in range(94):
        total += w[i]
        total += w - 1
    sys.settrace(None)
    return total


print(traced())
print(events)


def frames():
    class Asks:
        def __getitem__(self, key):
            frame = sys._getframe(1)
            return frame.f_code.co_name, sorted(frame.f_locals)

        def __add__(self, other):
            return sys._getframe().f_back.f_locals["i"]

    asks = Asks()
    for i in range(60):
        assert asks[i] == ("frames", ["Asks", "asks", "i"]), asks[i]
        assert asks + 1 == i
    print("frames", i)


frames()
