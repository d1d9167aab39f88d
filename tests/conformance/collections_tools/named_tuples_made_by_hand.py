# namedtuple checks every name it is given, renames on request, and makes tuples that replace, convert, pickle and subclass.
import copy
import pickle
from collections import namedtuple

P = namedtuple("P", "x y", defaults=[7])
cases = """
P(1), P(1, 2), P(y=1, x=2), P(*"ab"), P._make([1, 2]), P._fields, P._field_defaults, P.__match_args__, P.__doc__, P.x.__doc__, P(1)._asdict(), P(1)._replace(x=5), P.__new__.__defaults__
P()
P(1, 2, 3)
P(1, z=2)
P(1, x=2)
P._make([1])
P._make([1, 2, 3])
P._make(5)
P(1)._replace(z=1)
P(1)._replace(z=1, q=2)
P(1)._replace(5)
copy.replace(P(1), y=0), copy.copy(P(1)), copy.deepcopy(P([1])), P(1) == (1, 7), P(1) < P(2), hash(P(1)) == hash((1, 7)), P(1) + (3,), P(1) * 2, P(1)[0], P(1)[-1], P(1)[:1], len(P(1)), list(P(1)), 7 in P(1), P(1).index(7), P(1).count(1)
copy.replace(P(1), z=0)
repr(P("a'b", None)), str(P(1)), f"{P(1)}", "%s %s" % P(1), "{0.x} {0[1]}".format(P(1)), repr(P(P(1), 2))
namedtuple("A", "a,b c"), namedtuple("A", ["a", "b"])._fields, namedtuple("A", "")(), namedtuple("A", [])._fields, namedtuple("A", ("x",))(1), namedtuple("A", iter("ab"))._fields, namedtuple("A", {"k": 1})._fields
namedtuple("1A", "a")
namedtuple("class", "a")
namedtuple("A", "def")
namedtuple("A", "a a")
namedtuple("A", "_a")
namedtuple("A", "1a")
namedtuple("A", "a b-c")
namedtuple("A", ["a b"])
namedtuple("A", "abc def _x 1 a a é", rename=True)._fields
namedtuple("A", "a b", defaults=(1, 2, 3))
namedtuple("A", "a b", defaults=5)
namedtuple("A", "a b c", defaults=(2, 3))(1), namedtuple("A", "a b", defaults=None)._field_defaults, namedtuple("A", "a b c", defaults="xy")._field_defaults
namedtuple("A", 5)
namedtuple("A", [1, 2])
namedtuple("A")
namedtuple("A", "a", True)
namedtuple(5, "a")
namedtuple("A", "a", module="mod").__module__, namedtuple("A", "a").__module__, namedtuple("A", "a").__qualname__, namedtuple("A", "a").__slots__, namedtuple("A", "a").__bases__, namedtuple("A", "é")(1)
namedtuple("A", "cls self tuple len")(1, 2, 3, 4), namedtuple("A", "index count")(1, 2).index, namedtuple("A", "x")._make("q")
P(1).x.__class__, type(P.x).__name__, P.x.__get__(P(5)), P.y.__get__(None, P) is P.y
P.x.__get__(())
P.x.__get__(5)
P(1).__getnewargs__(), P(1).__reduce_ex__(2)[1], P(1).__dir__().__class__, [m for m in dir(P) if not m.startswith("__")]
P.__new__(P, 1), P.__init__ is tuple.__init__, P.__getitem__ is tuple.__getitem__, P.__repr__(P(3)), P._replace(P(1), y="m"), isinstance(P(1), tuple)
[pickle.loads(pickle.dumps(P(1, [2]), p)) for p in range(6)]
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for statement in ("p.x = 1", "del p.x", "p.z = 1", "p[0] = 1", "P.x = 5", "P.__doc__ = 'doc'", "P._fields = ()", "P.x.__doc__ = 'the x'; print(P.x.__doc__)", "x, y = p", "x, = p", "P.z = property(lambda s: s[0] * 2); print(p.z)"):
    P = namedtuple("P", "x y"); p = P(1, 2)
    try:
        exec(statement); print(statement, "done")
    except Exception as e: print(statement, type(e).__name__, e)


class Point(namedtuple("Base", "x y z", defaults=[0, 0])):
    __slots__ = ()
    def __new__(cls, x, *rest): return super().__new__(cls, abs(x), *rest)
    def __add__(self, o): return Point(*(a + b for a, b in zip(self, o)))
    @property
    def size(self): return sum(self)


class Loose(namedtuple("Loose", "a")): pass


q = Point(-1, 2)
print(q, q + q, q.size, q._replace(x=-9), Point._make([-1, 2, 3]), q._asdict(), sorted([q, Point(0)]), type(q._replace(y=1)).__name__, hasattr(q, "__dict__"))
lo = Loose(1); lo.extra = 2; print(lo, lo.__dict__, lo._replace(a=3).__dict__, copy.copy(lo).extra)
match q:
    case Point(x, y=2): print("matched", x)
match (1, 2, 0):
    case Point(): print("no")
    case (a, *b): print(a, b)
