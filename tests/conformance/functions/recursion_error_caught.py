# Unbounded recursion ends in RecursionError, which is caught and does no harm.
import sys


def down(n):
    return down(n + 1)


def mutual_a(n):
    return mutual_b(n)


def mutual_b(n):
    return mutual_a(n)


class Loop:
    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __repr__(self):
        return f"<{self!r}>"

    def __eq__(self, other):
        return self == other


for f in (lambda: down(0), lambda: mutual_a(0), lambda: Loop().anything, lambda: repr(Loop()), lambda: Loop() == 1,
          lambda: eval("f()", {"f": lambda: down(0)})):
    try:
        f()
        print("ended")
    except RecursionError as e:
        print(type(e).__name__, str(e).startswith("maximum recursion depth exceeded"))


def depth():
    try:
        return 1 + depth()
    except RecursionError:
        return 0


d = depth()
print(d > 500, d == depth())
sys.setrecursionlimit(200)
print(depth() < 200, sys.getrecursionlimit())


def generator(n):
    yield n
    yield from generator(n + 1)


try:
    for x in generator(0):
        last = x
except RecursionError:
    print("generators too", last < 200)
