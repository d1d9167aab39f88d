# lru_cache and cached_property: keys by value and type, eviction order, counts, re-entry, errors that are not cached, and methods.
import functools
from functools import cache, cached_property, lru_cache

calls = []


@lru_cache(maxsize=3)
def f(*a, **k):
    calls.append((a, k))
    return len(calls)


for args, kw in (((1,), {}), ((1.0,), {}), ((True,), {}), ((2,), {}), ((3,), {}), ((1,), {}), ((4,), {}), ((2,), {}), ((1,), {}), ((), {"a": 1}), ((), {"a": 1, "b": 2}), ((), {"b": 2, "a": 1}), (("a", 1), {}), ((("a", 1),), {})):
    print(args, kw, f(*args, **kw), f.cache_info())
print(f.cache_parameters(), f.__name__, f.__wrapped__.__name__, f.cache_clear(), f.cache_info(), f.cache_info().hits, f.cache_info()._fields, type(f).__name__, repr(f.cache_info()))
for size in (None, 0, 1, -5, 128):
    log = []
    @lru_cache(size, typed=True)
    def g(x): log.append(x); return repr(x)
    print(size, g(1), g(1.0), g(True), g(1), g("1"), g.cache_info(), g.cache_parameters(), len(log))
for make in (lambda: lru_cache(5.5), lambda: lru_cache("x"), lambda: lru_cache(1, 2, 3), lambda: lru_cache(max=5), lambda: lru_cache()(5), lambda: cache(5), lambda: lru_cache(len), lambda: lru_cache(lambda: 1, 2), lambda: cache(), lambda: cache([]), lambda: f([]), lambda: f(x=[]), lambda: f({}), lambda: f.cache_clear(1), lambda: lru_cache(len)("abc")):
    try: print(repr(make()).partition(" at 0x")[0].partition(" of ")[0])
    except Exception as e: print(type(e).__name__, e)


@cache
def fails(x):
    calls.append(x)
    if x < 0: raise ValueError(f"negative {x}")
    return x


calls.clear()
for x in (-1, -1, 1, 1):
    try: fails(x)
    except ValueError as e: print(e, end=" ")
print(calls, fails.cache_info())


@lru_cache(None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)


@lru_cache(2)
def again(n): return n if n == 0 else again(n - 1) + again(max(0, n - 2))


print(fib(90), fib.cache_info(), again(12), again.cache_info())


class K:
    made = 0
    def __init__(self, v): self.v = v
    def __hash__(self): K.made += 1; return hash(self.v)
    def __eq__(self, o): return isinstance(o, K) and self.v == o.v


@cache
def by(k): return object()


print(by(K(1)) is by(K(1)), by(K(2)) is by(K(1)), K.made, by.cache_info())


class C:
    count = 0
    def __init__(self): self.n = 0
    @lru_cache
    def method(self, x): return self, x
    @cached_property
    def lazy(self):
        "doc of lazy"
        self.n += 1
        if self.n == 1: raise KeyError("first")
        return self.n
    @staticmethod
    @cache
    def st(x): return [x]
    @classmethod
    @cache
    def cl(cls, x): return cls.__name__, x


c, d = C(), C()
print(c.method(1)[0] is c, c.method(1)[1], d.method(1)[0] is d, C.method.cache_info(), C.st(1) is c.st(1), C.cl(5), type(C("") if 0 else C.lazy).__name__, C.lazy.__doc__, C.lazy.attrname, C.lazy.func.__name__)
for _ in range(3):
    try: print(c.lazy, end=" ")
    except KeyError as e: print(repr(e), end=" ")
print(c.__dict__); del c.lazy; print(c.lazy); c.lazy = "set"; print(c.lazy, c.__dict__)
try: c.__dict__.clear(); c.n = 5; del c.lazy
except AttributeError as e: print("AttributeError", e)


class Slotted:
    __slots__ = ()
    @cached_property
    def p(self): return 1


class Late: pass


Late.q = cached_property(lambda self: 1)
for make in (lambda: Slotted().p, lambda: Late().q, lambda: type("T", (), {"a": (p := cached_property(lambda s: 2)), "b": p}), lambda: cached_property(), lambda: cached_property(5).__get__(None, C).func):
    try: print(make())
    except Exception as e: print(type(e).__name__, e, getattr(e, "__notes__", ""))
