# partial with Placeholder (new in 3.14), nested partials, partialmethod and reduce's keyword: what arguments end up where.
import copy
import functools
import pickle
from functools import Placeholder as _, partial, partialmethod, reduce


def show(*args, **kwargs): return args, kwargs


p = partial(show, _, 2, _, 4, k=1)
cases = """
p(1, 3), p(1, 3, 5, k=2, j=3), p.args, p.keywords, p.func is show, partial(p, 10)(30), partial(p, 10, 30)(), partial(p, _, 30)(10), partial(p, 10).args, partial(p, _, 3, 5, z=6).args
p()
p(1)
partial(show, _)
partial(show, 1, _)
partial(show, _, _, 3)(1)
partial(show, a=_)
partial(show, 1, a=_)
partial(p, _)(1, 3)
partial(p, 1, 2, _)
partial(p, 1, 2, _, 7)(6)
partial()
partial(5)
partial(show)(1), partial(show, 1)(2), partial(show, a=1)(a=2), partial(partial(show, 1, x=1), 2, y=2).args, partial(partial(show, 1, x=1), 2, x=3).keywords, partial(partial(show)).func is show
repr(_), type(_).__name__, type(_)() is _, bool(_), copy.copy(_) is _, copy.deepcopy(_) is _, pickle.loads(pickle.dumps(_)) is _, _ == _, _.__reduce__()
type("X", (type(_),), {})
repr(partial(int, base=2)), repr(partial(int, _, 2)), partial(int, base=2)("101"), partial(int, _, 2)("111"), partial(pow, _, _, 7)(2, 10), partial(str.replace, _, "a", "b")("banana"), list(map(partial(divmod, _, 3), [7, 8, 9])), partial(isinstance, _, int)(5)
pickle.loads(pickle.dumps(partial(int, _, 2)))("110"), copy.copy(partial(int, base=8))("17"), copy.deepcopy(partial(int, "5")).args, partial(int, "7").__reduce__()[1:], [pickle.loads(pickle.dumps(partial(int, base=3), q))("12") for q in range(6)]
partial(int).__setstate__(5)
partial(int).__setstate__((int, (), {}))
partial(int).__setstate__((int, (_,), {}, None))
partial(int).__setstate__((5, (), {}, {}))
reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a + b, [1, 2, 3], 10), reduce(lambda a, b: a + b, [], 5), reduce(lambda a, b: a + b, [7]), reduce(lambda a, b: a + b, "abc", initial="z"), reduce(max, iter([3, 9, 2])), reduce(lambda a, b: 1 / 0, [1]), reduce(show, [1, 2], None)
reduce(lambda a, b: a, [])
reduce(lambda a, b: a, 5)
reduce(lambda a, b: a)
reduce(5, [1, 2])
reduce(5, [1]), reduce(None, [], 3)
reduce(lambda a: a, [1, 2])
reduce(max, [1], start=3)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, str(e).partition(" at 0x")[0])


class C:
    def base(self, *a, **k): return type(self).__name__, a, k
    one = partialmethod(base, 1, x=2)
    hole = partialmethod(base, _, 2)
    nested = partialmethod(one, 5, x=6)
    static = partialmethod(staticmethod(show), 1)
    cls = partialmethod(classmethod(lambda cls, *a: (cls.__name__, a)), 9)
    plain = partial(show, "p")
    builtin = partialmethod(int.__add__ if 0 else show, 7)


c = C()
print(c.one(), c.one(3, x=4, y=5), C.one(c, 8), c.hole("first"), c.hole("first", "third"), c.nested(7), c.static(2), C.static(3), c.cls(1), C.cls(), c.plain(1)[0][:1], c.builtin(0)[0][1:], repr(C.__dict__["one"]).partition(" at ")[0][:40])
for make in (lambda: c.hole(), lambda: partialmethod(5), lambda: partialmethod(), lambda: partialmethod(show, 1, _), lambda: partialmethod(show, a=_), lambda: C.one()):
    try: print(repr(make()).partition(" at 0x")[0])
    except Exception as e: print(type(e).__name__, e)
q = partial(show, 1); q.attr = "own"; q.__dict__["d"] = 1
print(q.attr, sorted(q.__dict__), copy.copy(q).attr, hasattr(q, "__name__"), q == partial(show, 1), hash(q) == hash(q), functools.partial[int])
for statement in ("q.func = len", "q.args = ()", "q.keywords['late'] = 1; print(q())", "del q.keywords", "del q.attr; q.attr"):
    try: exec(statement); print(statement, "done")
    except Exception as e: print(statement, type(e).__name__, e)
r = partial(show); r.__setstate__((r, (), {}, {})) if 0 else r.__setstate__((show, (1,), {"z": 2}, {"own": 3})); print(r(), r.own)
