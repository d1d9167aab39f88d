# An unrolled comprehension: order of effects, its own target, tracebacks, and a tracer that comes in the middle.
import sys
import traceback

log = []


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        log.append("hash %s" % self.name)
        return 1

    def __eq__(self, other):
        log.append("%s == %s" % (self.name, other.name))
        return True


def make(name):
    log.append("make %s" % name)
    return Key(name)


def lists(g, i="outer"):
    found = [g(i) for i in (1, 2, 3)]
    return found, i, [[i, j] for i in (1, 2) for j in (3, 4)], [[i + j for i in (1, 2)] for j in (10, 20)]


def sets():
    return len({make(i) for i in ("a", "b")}), {i: make(i).name for i in ("k", "l")}, {i % 2 for i in (1, 2, 3)}, len({make(i): i for i in ("x", "y")})


def late():
    return [f() for f in [lambda: i for i in (1, 2)]], [i for i in (1, 2, 3) if i != 2], {(i, -i): f"{i}!" for i in (1, 2)}


def fails(x):
    return [x / i for i in (1, 0, 2)]


def types():
    return [type(i) for i in (1, 1.0, True, "s", None, ..., (1,), -0.0)], [i is None for i in (None, 1)], [i[0] for i in ((1, 2), "ab")]


class Body:
    n = 2
    one = [i * 2 for i in (1, 2)]
    try:
        two = [i * n for i in (1, 2)]
    except NameError as e:
        two = str(e)


def names():
    return [locals() for i in (1,)], [sorted(vars()) for i in (2,)]


def lines(function, *args):
    count = 0

    def trace(frame, event, arg):
        nonlocal count
        if frame.f_code is function.__code__:
            count += event == "line"
            return trace

    sys.settrace(trace)
    try:
        function(*args)
    finally:
        sys.settrace(None)
    return count


first = None
for turn in range(60):
    log.clear()
    answer = lists(str), sets(), late(), types(), list(log)
    first = first or answer
    assert answer == first, turn
print(*first, sep="\n")
print(names())
print(lines(lists, str), lines(sets), lines(late), lines(types))
print(Body.one, Body.two)
for turn in range(40):
    try:
        fails(1)
    except ZeroDivisionError as e:
        last = e
traceback.print_exception(last)


def rebound():
    global helper
    out = [helper(i) for i in (1, 2, 3)]
    return out


def helper(i):
    global helper
    if i == 2:
        helper = lambda i: "other"
        return "second"
    return i


keep = helper
for turn in range(40):
    helper = keep
    assert rebound() == [1, "second", "other"]


def traced_in_the_middle():
    def start(i):
        if i == 2 and tracing:
            sys.settrace(lambda *a: None)
            sys._getframe(1).f_trace = lambda *a: None
        return i
    return [start(i) for i in (1, 2, 3)]


tracing = False
for turn in range(40):
    traced_in_the_middle()
tracing = True
print(traced_in_the_middle())
sys.settrace(None)
