# Profilers hear of calls and returns, and of functions written in the host's language.
import sys


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


class A:
    def __init__(self, x): self.x = x
    def m(self): return [].append(len("ab"))


def gen():
    yield 1
    yield 2


def failing():
    try:
        int("x")
    except ValueError:
        pass
    try:
        [].pop()
    except IndexError:
        pass
    return "a".upper()


def work():
    fib(2)
    A(1).m()
    for i in gen(): pass
    failing()
    max(*[1, 2])
    sorted([2, 1], key=abs)


def profiler(frame, event, arg):
    shown = getattr(arg, "__name__", None) or type(arg).__name__
    print(event, frame.f_code.co_name, shown)


sys.setprofile(profiler)
work()
sys.setprofile(None)
print(sys.getprofile())


def failing_profiler(frame, event, arg):
    raise RuntimeError("in the profiler")


sys.setprofile(failing_profiler)
try:
    work()
except RuntimeError as e:
    print(e, sys.getprofile())
