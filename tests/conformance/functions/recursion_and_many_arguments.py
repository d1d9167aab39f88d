# Deep calls, big argument lists, and calls through every kind of callable.
def ack(m, n): return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
print(ack(2, 3), (lambda f, n: f(f, n))(lambda f, n: 1 if n < 2 else n * f(f, n - 1), 20))
def many(*a, **k): return len(a), len(k), sum(a)
print(many(*range(1000), **{f"k{i}": i for i in range(300)}))
src = "def big(" + ", ".join(f"a{i}" for i in range(300)) + "): return a0 + a299\nprint(big(" + ", ".join(map(str, range(300))) + "))"
exec(src)
class Call:
    def __call__(self, *a, **k): return ("called", a, k)
class Static:
    @staticmethod
    def s(*a): return a
    @classmethod
    def c(cls, *a): return cls.__name__, a
    def m(self, *a): return type(self).__name__, a
c, s = Call(), Static()
print(c(1, x=2), s.s(1), Static.s(2), s.c(3), Static.c(4), s.m(5), Static.m(s, 6), (lambda x: x)(7), len("abc"), str.upper("a"), "a".upper(), int("5"), [].append(1), dict.fromkeys("a"), type(5), (m := s.m)(8), getattr(s, "m")(9))
import functools
print(functools.partial(many, 1, k=2)(3, z=4), list(map(c, [1])), c.__call__(1), type(c).__call__(c, 2), print, many.__call__(1), many.__get__(5)(6))
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
print(even(400), odd(401))
def swap(a, b): return b, a
x, y = swap(*swap(1, 2)); print(x, y)
def default_chain(a, b=None, *c): return (a, b, c) if b is None else default_chain(b, *c) if c else (a, b)
print(default_chain(1), default_chain(1, 2), default_chain(1, 2, 3, 4, 5))
