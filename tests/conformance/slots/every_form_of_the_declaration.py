# __slots__ may be a string, any iterable, or a dict of docstrings; which names it refuses, what it mangles, and what instances then have.
import inspect, weakref
def make(slots, bases=(), **more):
    try:
        c = type("C", bases, {"__slots__": slots, **more})
        print(repr(slots) if isinstance(slots, (str, tuple, list, dict)) else type(slots).__name__, "->",
              [k for k, v in vars(c).items() if type(v).__name__ == "member_descriptor"], hasattr(c(), "__dict__"), hasattr(c(), "__weakref__"))
        return c
    except Exception as e:
        print(slots if isinstance(slots, (str, tuple, list, dict)) else type(slots).__name__, "->", type(e).__name__, e)
make("x"); make(("x", "y")); make(["b", "a"]); make(iter(["q"])); make({"d": "doc"}); make(())
make("__dict__"); make(("__weakref__",)); make(("__dict__", "__weakref__", "z")); make(("x", "x"))
make(("__dict__", "__dict__")); make(("__weakref__",) * 2)
make(""); make(("1a",)); make(("a b",)); make((1,)); make(5); make(None); make(("ä", "ﬁ")); make(("class",))
make(("x",), x=1); make(("__private", "__dunder__", "_one")); make(("__qualname__",)); make(("__doc__",))
make(("a",), (int,)); make((), (int,)); make(("a",), (tuple,)); make(("a",), (bytes,)); make(("__dict__",), (int,)); make(("a",), (str,))
make(("a",), (list,)); make(("a",), (Exception,)); make(("__weakref__",), (set,)); make(("a",), (type,))
class WithDict: pass
make(("__dict__",), (WithDict,)); make(("__weakref__",), (WithDict,)); make(("x",), (WithDict,))
D = make({"one": "the first", "two": None})
print(D.__slots__, inspect.getdoc(D.one), D.two.__doc__, type(D.one).__name__, D.one.__name__, D.one.__objclass__.__name__, D.one.__qualname__)
class P:
    __slots__ = ("a", "__hidden")
    def __init__(self): self.__hidden = 1
p = P()
print(P._P__hidden, p._P__hidden)
for f in (lambda: p.a, lambda: p.b, lambda: setattr(p, "b", 1), lambda: delattr(p, "a"), lambda: p.__dict__, lambda: vars(p), lambda: weakref.ref(p),
          lambda: P.a.__get__(3), lambda: P.a.__set__("s", 1), lambda: P.a.__delete__(p), lambda: setattr(p, "__class__", WithDict), lambda: P.a.__get__(None), lambda: P.a.__set__(p)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, getattr(e, "name", None))
p.a = 5
print(P.a.__get__(p, None), repr(P.a), P.a.__get__(None, P) is P.a)
class Q(P):
    __slots__ = ("a",)
q = Q(); q.a = 1; P.a.__set__(q, 2)
print(q.a, P.a.__get__(q), Q.a is P.a, P.__basicsize__ < Q.__basicsize__)
class R(P):
    a = property(lambda self: "property over the slot")
r = R(); P.a.__set__(r, 9)
print(r.a, super(R, r).a, r.__dict__)
for one, two in ((P, type("T", (), {"__slots__": "t"})), (P, Exception), (int, P), (P, Q), (Q, P), (P, WithDict), (type("U", (P,), {"__slots__": ()}), type("V", (P,), {"__slots__": ()}))):
    try: print(type("B", (one, two), {}).__base__.__name__)
    except TypeError as e: print(e)
S = type("S", (), {"__slots__": "s"}); s = S(); S.s = 3
try: s.s = 1
except AttributeError as e: print(e)
print(s.s); del S.s; print(hasattr(s, "s"), S.__slots__)
