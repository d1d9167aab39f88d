# itemgetter, attrgetter, methodcaller and the functions of operator: what they fetch, show, refuse, and how they are copied.
import copy
import operator as op
import pickle
from operator import attrgetter, itemgetter, methodcaller


class A:
    def __init__(self, **k): self.__dict__.update(k)
    def m(self, *a, **k): return a, k
    def __getitem__(self, i): return f"[{i!r}]"
    def __call__(self, *a, **k): return "called", a, k


o = A(x=1, y=A(z=A(w=5)))
cases = """
itemgetter(1)("abc"), itemgetter(-1, 0)([1, 2, 3]), itemgetter("k")({"k": 1}), itemgetter(slice(1, 3))("abcd"), itemgetter(1, 1)(o), itemgetter((1, 2))(o), itemgetter(None)(o), itemgetter(True)("ab")
itemgetter()
itemgetter(5)("ab")
itemgetter(1)(5)
itemgetter(x=1)
itemgetter("k")([1])
attrgetter("x")(o), attrgetter("y.z.w")(o), attrgetter("x", "y.z.w")(o), attrgetter("real")(5), attrgetter("__class__.__name__")(o)
attrgetter()
attrgetter(5)
attrgetter("x", 5)
attrgetter("nope")(o)
attrgetter("y.nope.w")(o)
attrgetter("")(o)
attrgetter("x", x=1)
methodcaller("m")(o), methodcaller("m", 1, k=2)(o), methodcaller("upper")("a"), methodcaller("split", ",", maxsplit=1)("a,b,c")
methodcaller()
methodcaller(5)
methodcaller("nope")(o)
methodcaller("upper", 1)("a")
methodcaller(name="x")
repr(itemgetter(1)), repr(itemgetter(1, "a")), repr(attrgetter("a.b", "c")), repr(methodcaller("m")), repr(methodcaller("m", 1, k="x")), itemgetter(1) == itemgetter(1), hash(itemgetter(1)) is not None, type(itemgetter(1)).__module__
[f(pickle.loads(pickle.dumps(g, p))) for g, f in ((itemgetter(1, 0), lambda g: g("ab")), (attrgetter("real", "imag"), lambda g: g(5)), (methodcaller("split", sep=","), lambda g: g("a,b")), (methodcaller("join", "ab"), lambda g: g("-"))) for p in range(6)][::3]
itemgetter(1).__reduce__()[1], attrgetter("a.b").__reduce__()[1], methodcaller("m", 1).__reduce__()[1], methodcaller("m", k=1).__reduce__()[1], copy.copy(itemgetter(2))("abc"), copy.deepcopy(methodcaller("upper"))("q")
op.index(True), op.concat([1], [2]), op.concat("a", "b"), op.contains([1], 1), op.countOf([1, 1.0, 2], 1), op.indexOf("abc", "c"), op.getitem("abc", 1), op.length_hint([1, 2]), op.length_hint(iter("ab")), op.length_hint(5, 7), op.truth([]), op.not_(0), op.is_(None, None), op.is_not(1, 2), op.is_none(None), op.is_not_none(0), op.matmul if 0 else op.mod(7, 3), op.call(len, "ab"), op.call(o, 1, k=2), op.inv(5), op.invert(-1), op.pos(True), op.neg(1.5), op.abs(-3), op.pow(2, 3), op.floordiv(7, 2), op.truediv(1, 2), op.lshift(1, 3), op.rshift(8, 1), op.and_(6, 3), op.or_(4, 1), op.xor(5, 1), op.lt(1, 2), op.ge("b", "a"), op.eq([], []), op.ne(1, 1.0)
op.index(1.5)
op.concat(1, 2)
op.concat([1], (2,))
op.contains(5, 1)
op.countOf(5, 1)
op.indexOf("abc", "z")
op.length_hint([], "x")
op.length_hint([], 1.5)
op.length_hint(type("L", (), {"__length_hint__": lambda s: -1})())
op.length_hint(type("L", (), {"__length_hint__": lambda s: "x"})())
op.length_hint(type("L", (), {"__length_hint__": lambda s: NotImplemented})(), 3), op.length_hint(type("L", (), {"__length_hint__": lambda s: 9})())
op.add(1)
op.add(1, "a")
op.call(5)
op.matmul(1, 2)
op.getitem([1], "a")
op.iadd([1], (2,)), op.iconcat([1], [2]), op.imul([1], 2), op.ior({1}, {2}), op.iand(6, 3), op.isub(5, 2), op.ixor({1, 2}, {2, 3}), op.ipow(2, 3), op.itruediv(1, 2), op.ifloordiv(7, 2), op.imod("%s", 5), op.ilshift(1, 2), op.irshift(4, 1)
op.iconcat(1, 2)
op.imatmul(1, 2)
op.__add__ is op.add, op.__not__ is op.not_, op.sub.__name__, op.setitem.__module__, sorted(set(dir(op)) - {n for n in dir(op) if n.startswith("_")})[:8]
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
d, l = {"a": 1}, [1, 2, 3]
print(op.setitem(d, "b", 2), op.delitem(d, "a"), d, op.setitem(l, slice(0, 2), "xy"), l, op.delitem(l, -1), l)
print(sorted([{"n": 2, "s": "b"}, {"n": 1, "s": "c"}, {"n": 2, "s": "a"}], key=itemgetter("n", "s")), max([o, A(x=9)], key=attrgetter("x")).x, list(map(methodcaller("strip"), [" a ", "b "])), dict(map(itemgetter(1, 0), {"k": "v"}.items())))
for statement in ("itemgetter(1).x = 1", "class S(itemgetter): pass\nprint(S(1)('ab'))"):
    try: exec(statement)
    except Exception as e: print(statement, type(e).__name__, e)
