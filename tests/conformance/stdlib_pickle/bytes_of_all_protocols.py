# Pickles are kept and exchanged: what is written must be CPython's own bytes, for every builtin type in every
# protocol, and be read back as it was, whether it is written to memory or to a file.
import collections, copyreg, datetime, decimal, enum, fractions, functools, hashlib, io, pickle


class Plain:
    def __init__(self):
        self.x, self.y = 1, [1, (2,)]

    def __eq__(self, other):
        return self.__dict__ == other.__dict__


class Slotted:
    __slots__ = ("a", "b")

    def __eq__(self, other):
        return self.a == other.a


class Stateful(Plain):
    def __getstate__(self):
        return {"kept": self.x}

    def __setstate__(self, state):
        self.x, self.y = state["kept"], [1, (2,)]


class WithArguments:
    def __new__(cls, value, *, named):
        self = super().__new__(cls)
        self.value = value, named
        return self

    def __getnewargs_ex__(self):
        return (self.value[0],), {"named": self.value[1]}

    def __eq__(self, other):
        return self.value == other.value


class Colour(enum.Enum):
    RED = 1


class Items(list):
    pass


class Keys(dict):
    class Inner:
        pass


Point = collections.namedtuple("Point", "x y")


def function():
    pass


slotted = Slotted()
slotted.a = 5
groups = {
    "atoms": [None, True, False, ..., NotImplemented],
    "ints": [0, 255, 256, 65535, 65536, -1, -128, 2**31 - 1, 2**31, -2**31, 2**63, -(2**200), 10**700],
    "floats": [0.0, -1.5, 1e300, float("inf"), 1 + 2j],
    "texts": ["", "abc", "ä€😀", "\ud800", "a\nb\\c\0\r\x1a", "x" * 256, "x" * 70_000],
    "bytes": [b"", b"abc\xff", b"x" * 256, b"y" * 70_000, bytearray(), bytearray(b"abc")],
    "tuples": [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)],
    "lists": [[], [1], [1, 2], [[]], list(range(1001)), list(range(40_000))],
    "dicts": [{}, {1: 2}, {1: 2, "a": "b"}, {i: str(i) for i in range(1001)}],
    "sets": [set(), {1}, {1, 2, 3}, frozenset(), frozenset([1]), set(range(1001))],
    "instances": [Plain(), Stateful(), WithArguments(1, named=2), Items([1, 2]), Keys(a=1), Point(1, 2)],
    "slots": [slotted],
    "names": [function, len, int, Plain, Keys.Inner, Colour, Colour.RED, type(None), type(...)],
    "library": [
        datetime.date(2020, 1, 2), datetime.timedelta(1, 2), collections.OrderedDict(a=1), collections.Counter("abb"),
        collections.deque([1, 2], 5), collections.defaultdict(int, a=1), decimal.Decimal("1.50"),
        fractions.Fraction(1, 3), range(5), slice(1, 2), functools.partial(int, base=2)],
    "shared": [[shared := ["s"], shared, "t", "t", (shared, shared)]],
}
for name, values in groups.items():
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        if name == "slots" and protocol < 2:
            continue
        digest = hashlib.sha256()
        for value in values:
            written = pickle.dumps(value, protocol)
            file = io.BytesIO()
            pickle.dump(value, file, protocol)
            read = pickle.loads(written)
            if file.getvalue() != written or type(read) is not type(value):
                print("differs:", protocol, repr(value)[:60])
            if read != value and not isinstance(value, functools.partial):
                print("read back:", protocol, repr(value)[:60])
            file.seek(0)
            pickle.load(file)
            digest.update(written)
        print(name, protocol, digest.hexdigest()[:16])

cycle = [1]
cycle += [{"me": cycle}, (cycle,)]
read = pickle.loads(pickle.dumps(cycle))
print(read[1]["me"] is read, read[2][0] is read)

copyreg.add_extension("__main__", "Plain", 7)
for protocol in (1, 2, 5):
    written = pickle.dumps(Plain, protocol)
    print(written, pickle.loads(written) is Plain)
