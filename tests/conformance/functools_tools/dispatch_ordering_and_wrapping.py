# singledispatch walks the MRO and abstract classes; total_ordering fills in comparisons; cmp_to_key, wraps and update_wrapper copy what they are told.
import collections.abc as abc
import functools
from functools import WRAPPER_ASSIGNMENTS, cmp_to_key, singledispatch, singledispatchmethod, total_ordering, update_wrapper, wraps


@singledispatch
def kind(x, *rest): "general"; return "object", rest


@kind.register
def _(x: int): return "int"


@kind.register(list)
@kind.register(tuple)
def seq(x): return "list or tuple"


@kind.register
def _(x: str | bytes): return "text"


kind.register(abc.Mapping, lambda x: "mapping")
kind.register(abc.Sized, lambda x: "sized")
kind.register(type(None), lambda x: "none")
for v in (1, True, 1.5, [], (), "a", b"a", {}, None, set(), range(3), object(), bytearray(), collections_deque if 0 else iter([])):
    print(type(v).__name__, kind(v), end="; ")
print(kind.dispatch(bool).__name__, kind.dispatch(dict)(0), kind.registry[tuple] is seq, len(kind.registry), kind.__doc__, kind.__name__, kind(1.5, 1, 2))


class A: pass
class B(A): pass
class M1(abc.Iterable):
    def __iter__(self): return iter(())
    def __len__(self): return 0
class Amb(abc.Iterable, abc.Container):
    def __iter__(self): return iter(())
    def __contains__(self, x): return False
class Virtual: pass


@singledispatch
def g(x): return "base"


g.register(A)(lambda x: "A")
g.register(abc.Iterable, lambda x: "iterable"); g.register(abc.Container, lambda x: "container")
print(g(A()), g(B()), g(M1()), g(5))
abc.Set.register(Virtual); g.register(abc.Set, lambda x: "set"); print(g(Virtual()), g(frozenset()))
g.register(B, lambda x: "B"); print(g(B()), g(Amb()))
for make in (lambda: g(), lambda: g(x=1), lambda: g.register(5), lambda: g.register(list, 5) and g([]), lambda: g.register(lambda x: x), lambda: g.register("x", len), lambda: g.register(list[int], len), lambda: g.register(int | list[str], len), lambda: singledispatch(5), lambda: g.dispatch(5), lambda: g.registry.__setitem__(int, 1), lambda: g.register(int | float, lambda x: "number") and (g(1), g(1.5)), lambda: exec("@g.register\ndef bad(x: 5): pass", globals()), lambda: exec("@g.register\ndef bad(x: list[int]): pass", globals()), lambda: exec("@g.register\ndef bad() -> int: pass", globals())):
    try: print(str(make()).partition(" at 0x")[0])
    except Exception as e: print(type(e).__name__, str(e).partition(" at 0x")[0])


@singledispatch
def conflict(x): return "base"


class Both(abc.Sized, abc.Callable if 0 else abc.Hashable):
    def __len__(self): return 0
    def __hash__(self): return 1


class Reg: pass


abc.Sized.register(Reg) if 0 else None
class X(metaclass=__import__("abc").ABCMeta): pass
class Y(metaclass=__import__("abc").ABCMeta): pass
X.register(Reg); Y.register(Reg)
conflict.register(X, lambda x: "x"); conflict.register(Y, lambda x: "y")
try: print(conflict(Reg()))
except RuntimeError as e: print("RuntimeError", e)


class S:
    @singledispatchmethod
    def m(self, x): return "m base"
    @m.register
    def _(self, x: int): return "m int"
    @m.register(str)
    def _(self, x): return "m str"
    @singledispatchmethod
    @classmethod
    def c(cls, x): return cls.__name__
    @c.register(int)
    @classmethod
    def _(cls, x): return cls.__name__, "int"


print(S().m(1), S().m("a"), S().m([]), S.m(S(), 1), S.c(1), S().c("x"), S.m.__name__ if hasattr(S.m, "__name__") else None)
for make in (lambda: S().m(), lambda: singledispatchmethod(5), lambda: S.m.register(list, lambda self, x: "late")(None, 1) and S().m([])):
    try: print(make())
    except Exception as e: print(type(e).__name__, e)
for base in ("__lt__", "__le__", "__gt__", "__ge__"):
    op = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}[base]
    T = total_ordering(type("T", (), {"__init__": lambda s, v: setattr(s, "v", v), "__eq__": lambda s, o: s.v == o.v if isinstance(o, T) else NotImplemented, base: eval(f"lambda s, o: s.v {op} o.v if isinstance(o, T) else NotImplemented")}))
    print(base, [eval(f"T({a}) {o} T({b})") for a, b in ((1, 2), (2, 2), (3, 2)) for o in ("<", "<=", ">", ">=")], T.__le__.__doc__, T.__gt__.__name__)
    try: T(1) < 5
    except TypeError as e: print(e)
for bad in (type("N", (), {}), type("E", (), {"__eq__": lambda s, o: True}), 5):
    try: print(total_ordering(bad))
    except Exception as e: print(type(e).__name__, e)
K = cmp_to_key(lambda a, b: (b > a) - (b < a))
print(sorted([3, 1, 2], key=K), K(1) < K(2), K(1) == K(1), K(1).obj, K(obj=5).obj, sorted("bca", key=cmp_to_key(lambda a, b: ord(a) - ord(b))), sorted([2, 1], key=cmp_to_key(mycmp=lambda a, b: 0.5)))
for make in (lambda: K(1) < 5, lambda: hash(K(1)), lambda: cmp_to_key(), lambda: cmp_to_key(5)(1) < cmp_to_key(5)(2), lambda: sorted([1, 2], key=cmp_to_key(lambda a, b: "x")), lambda: K(1) == 1):
    try: print(make())
    except Exception as e: print(type(e).__name__, str(e).partition(" at 0x")[0])


def w(a: int) -> str: "doc"
w.extra = 1
@wraps(w)
def v(): "inner"
@wraps(w, assigned=("__doc__", "nothing"), updated=())
def u(): pass
print(v.__name__, v.__doc__, v.extra, v.__wrapped__ is w, v.__annotations__, u.__name__, u.__doc__, hasattr(u, "extra"), WRAPPER_ASSIGNMENTS, update_wrapper(lambda: 0, len).__name__)
import functools as _functools

_key = _functools.cmp_to_key(lambda a, b: a - b)(1)
print(type(_key).__hash__, isinstance(_key, __import__("collections.abc", fromlist=["Hashable"]).Hashable))
