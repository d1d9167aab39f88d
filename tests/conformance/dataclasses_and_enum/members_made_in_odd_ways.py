# Enum members from tuples, descriptors, mixins and __new__; _missing_, _ignore_, _generate_next_value_, aliases added later, pickles and copies.
import copy
import enum
import pickle
from enum import Enum, EnumMeta, IntEnum, ReprEnum, StrEnum, auto, global_enum, member, nonmember, property as eproperty, show_flag_values


class Planet(Enum):
    EARTH = (5.9, 6.3)
    MARS = (0.6, 3.3)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
    @eproperty
    def ratio(self): return round(self.mass / self.radius, 2)
    @classmethod
    def first(cls): return next(iter(cls))
    def __str__(self): return self.name.title()


class Coord(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value]); obj._value_ = value; obj.label = label
        return obj
    PX = (0, "P.X"); PY = (1, "P.Y")


class Level(Enum):
    LOW = 1; low = 1; HIGH = "hi"; LIST = [1]; FUN = member(lambda: "called")
    @classmethod
    def _missing_(cls, value):
        if value == "raise": raise KeyError("inside")
        if value == "bad": return 5
        return cls.LOW if value is None else None
    def method(self): return self.value


class Names(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last): return (name.lower(), start, count, list(last))
    A = auto(); B = auto(); C = "c"; D = auto()


class S(StrEnum): ONE = auto(); Two = auto(); THREE = "3"
class N(IntEnum): A = 1; B = auto(); C = 10; D = auto()
class R(float, ReprEnum): PI = 3.5


cases = """
Planet.EARTH, Planet.EARTH.mass, Planet.MARS.ratio, str(Planet.MARS), Planet((0.6, 3.3)), Planet(0.6, 3.3), Planet.first(), f"{Planet.EARTH}", f"{Planet.EARTH!r:>20}", Planet.EARTH.value, list(Planet), Planet.EARTH.name
Planet(1, 2)
Planet((1, 2))
Planet()
Coord.PX, Coord(1), Coord.PY.label, Coord.PX == b"\\0", bytes(Coord.PY), Coord.PX.value
Level.low, Level.low is Level.LOW, Level("hi"), Level([1]), Level(None), Level.LIST.value, Level.FUN.value(), len(list(Level)), list(Level.__members__), Level["low"], 1 in Level, [1] in Level, "zz" in Level, Level.LOW in Level, len(Level), Level.LOW.method()
Level("nope")
Level("raise")
Level("bad")
Level[1]
Level.zz
Level.LOW.HIGH
Level.LOW()
Level.LOW < Level.HIGH
[m.value for m in Names], Names.A.name
S.ONE, S.Two, S.ONE == "one", S.ONE.upper(), f"{S.THREE:>3}", repr(S.ONE), "".join(S), S("3"), {S.ONE: 1}["one"], S.ONE in ("one",), str(S.ONE), isinstance(S.ONE, str), json_ if 0 else S.ONE + "x"
StrEnum("Bad", {"a": 1})
N.B, N.D, N.B + 1, N.C > N.A, N(10), f"{N.B}", f"{N.B:03}", repr(N.A), str(N.A), sorted(N), max(N), N.A == 1, N.A.bit_length(), range(N.D)[-1], [5, 6, 7][N.A], N.A is N(True), -N.B, "%d %s %r" % (N.A, N.A, N.A)
R.PI, str(R.PI), R.PI + 1, f"{R.PI:.1f}", repr(R.PI)
Enum("F", "a b c")["b"], Enum("F", "a,b")(2), list(Enum("F", [("x", 5), ("y", 6)])), list(Enum("F", {"k": "v"})), Enum("F", "a", start=5).a.value, Enum("F", ["p"], module="m", qualname="q.F").p.__class__.__qualname__, Enum("F", "a", type=str).a if 0 else list(Enum("F", ("u", "v"))), IntEnum("G", "a b").b + 1, Enum("Empty", []), list(Enum("E2", ()))
Enum("F", "a a")
Enum("F", "mro")
Enum("F", 5)
Enum("F")
Enum("F", [("a",)])
Enum("F", "_a_")
copy.copy(Planet.EARTH) is Planet.EARTH, copy.deepcopy(Level.LIST) is Level.LIST, [pickle.loads(pickle.dumps(x, p)) is x for x in (Planet.EARTH, N.B, S.ONE, Coord.PX) for p in (0, 2, 5)].count(True), N.A.__reduce_ex__(2), hash(Planet.EARTH) == hash("EARTH"), Planet.EARTH.__class__, type(Planet), Planet.__members__["MARS"], dir(Planet.EARTH)[-4:], [n for n in dir(N.A) if not n.startswith("_")][:4], Planet._value2member_map_ == {m.value: m for m in Planet}, Level._unhashable_values_, reversed(Planet).__class__.__name__, Planet.__doc__, bool(Enum("F", {"z": 0}).z), bool(N(1)), bool(Planet)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for statement in """class X(Planet): pass
class X(Enum): a = 1; a = 2
class X(Enum): mro = 1
class X(Enum): _a_ = 1
class X(Enum): __a = 1\nprint(list(X), X._X__a)
class X(Enum): a = 1; _ignore_ = ["b", "c"]; b = 2; c = 3\nprint(list(X), hasattr(X, "b"))
class X(Enum):\n    a = 1\n    def f(self): return 1\n    class Inner: pass\nprint(list(X), X.Inner)
class X(Enum): a = nonmember(5); b = member(print); c = property(lambda s: 1)\nprint(list(X), X.a, X.b.c)
class X(int, Enum): a = "7"; b = ("11", 2)\nprint(list(X), X.b + 0)
class X(int, Enum): a = "z"
class X(Enum):\n    name = 1\nprint(X.name, X.name.name, X["name"])
class X(Enum):\n    value = "v"; other = 2\nprint(X.value.value, X.other.value)
class X(Enum): a = auto(); b = auto(); c = "x"; d = auto()
class X(Enum): a = 1.5; b = auto()\nprint(list(X))
class X(Enum):\n    a = 1\n    def __new__(cls, v): o = object.__new__(cls); o._value_ = v * 10; return o\nprint(X(10), X.a.value); X(1)
class X(Enum):\n    a = 1\n    def __init__(self, v): self._add_alias_("al"); self._add_value_alias_(v + 100)\nprint(X.al, X(101), list(X.__members__))
class X(Enum):\n    a = 1\n    def __eq__(self, o): return True\nhash(X.a)
class X(Enum):\n    a: int = 1\n    b: str\nprint(X.__annotations__, list(X))
class X(object, Enum): a = 1\nprint(X.a)
class X(Enum, object): a = 1
class X(Enum, foo=1): a = 1
class M(EnumMeta):\n    def __call__(cls, *a, **k): return "called"\nclass X(Enum, metaclass=M): a = 1\nprint(X(5), X.a)
@global_enum\nclass X(IntEnum): GA = 1\nprint(GA, repr(GA), str(GA))
Planet.EARTH = 1
del Planet.EARTH
Planet.new = 5; print(Planet.new)
Planet.EARTH.name = "x"
Planet.EARTH.extra = 1; print(Planet.EARTH.extra)
setattr(Planet, "_value_repr_", repr)""".splitlines():
    try: exec(statement.replace("\\n", "\n")); print(statement[:44], "done")
    except Exception as e: print(statement[:44], type(e).__name__, str(e).replace("\n", "/"), getattr(e, "__notes__", ""))
