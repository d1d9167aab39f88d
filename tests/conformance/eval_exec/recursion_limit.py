# Endless recursion raises RecursionError everywhere and leaves the interpreter usable.
import sys
sys.setrecursionlimit(200)
def f(n): return f(n + 1)
class A:
    def __repr__(self): return repr(self)
    def __getattr__(self, n): return getattr(self, n + "x") if len(n) < 5000 else 1
    def __eq__(self, o): return self == o
    def __call__(self): return self()
    def __iter__(self): return iter(self)
def g(): yield from g()
l = []; m = l
for _ in range(3): m.append([]); m = m[0]
for c in (lambda: f(0), lambda: repr(A()), lambda: A() == 1, lambda: A()(), lambda: list(g()), lambda: sorted([1, 2], key=f), lambda: [*map(f, [1])], lambda: iter(A())):
    try: c(); print("no error")
    except RecursionError as e: print(type(e).__name__, str(e)[:32])
sys.setrecursionlimit(1000)
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
print(depth(900), sys.getrecursionlimit(), l)
for v in (0, -1, "a", 1.5):
    try: sys.setrecursionlimit(v)
    except (ValueError, TypeError) as e: print(e)
def handler(n):
    try: return handler(n + 1)
    except RecursionError: return "handled deep"
print(handler(0))
sys.setrecursionlimit(20000)
print(depth(15000))
