# lru_cache counts, partial merges, reduce, singledispatch, total_ordering, cmp_to_key.
import functools
from functools import *
calls = []
@lru_cache(maxsize=2)
def f(x, y=0): calls.append(x); return x * 2
print(f(1), f(2), f(1), f(3), f(2), calls, f.cache_info(), f.cache_parameters()); f.cache_clear(); print(f.cache_info())
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info(), fib.__wrapped__.__name__)
@lru_cache(typed=True)
def t(x): return type(x).__name__
print(t(1), t(1.0), t(True), t.cache_info().currsize)
try: f([])
except TypeError as e: print(e)
p = partial(print, "a", sep="-"); p("b", end="!\n"); q = partial(p, "c"); print(q.func is print, q.args, q.keywords, partial(int, base=2)("101"), repr(partial(len)) == "functools.partial(<built-in function len>)")
print(partial(lambda *a: a, Placeholder, 2)(1), reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], "init"))
for g in (lambda: reduce(lambda a, b: a, []), lambda: partial(), lambda: partial(5), lambda: reduce(1), lambda: lru_cache(maxsize="a")(len) and 1, lambda: partial(len, Placeholder)):
    try: print(g())
    except TypeError as e: print(e)
@singledispatch
def s(x): return "object"
@s.register
def _(x: int): return "int"
@s.register(list)
def _(x): return "list"
@s.register(type(None))
def _(x): return "none"
print(s(1), s(True), s("a"), s([]), s(None), s.dispatch(bool)(1), s.registry.keys() >= {int, list})
@total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), sorted([V(2), V(1)])[0].n)
class M:
    @partialmethod
    def pm(self): return "pm"
    def base(self, a, b): return a, b
    half = partialmethod(base, 1)
    @singledispatchmethod
    def sd(self, x): return "any"
    @sd.register
    def _(self, x: str): return "str"
    @cached_property
    def cp(self): return object()
m = M(); print(m.half(2), m.sd(1), m.sd("a"), m.cp is m.cp)
