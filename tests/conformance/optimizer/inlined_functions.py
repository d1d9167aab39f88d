# The value of a small pure function in place of its call: whoever rebinds the function, gives it other code, passes something
# that is no scalar, or has no room for one frame more, must see what the call would have done.
import sys
import traceback

BASE = 10


def sep(path):
    if isinstance(path, bytes):
        return b"/"
    else:
        return "/"


def isabs(s):
    sep_of_s = sep(s)
    return s.startswith(sep_of_s)


def area(w, h):
    return w * h


def scaled(x, factor=2):
    """With a docstring."""
    y = x * factor
    y += BASE
    return y


def ratio(a, b):
    quotient = a / b
    return quotient if a else 0


def clamp(x, low, high):
    if x < low:
        return low
    if x > high:
        return high
    return x


def generates(x):
    return x
    yield


def nothing(x):
    pass


def pair(a, b):
    return a, b


def fresh(a):
    return [a, a]


def uses(n):
    out = []
    for i in range(n):
        p = "/usr" if i % 2 else b"usr"
        out.append((isabs(p), area(i, 3), area(2, 4), scaled(i, 3), clamp(i, 2, 5), nothing(i), pair(i, p), fresh(i)))
    return out


for row in uses(9):
    print(*row)


def generated(n):
    return [list(generates(i)) for i in range(n)], type(generates(n)).__name__, list(generates(x=n))


for _ in range(8):
    print(generated(2))


def fresh_ones():
    a, b = fresh(1), fresh(1)
    a.append(2)
    return a, b, pair(1, 2)


for _ in range(8):
    rows = fresh_ones()
print(rows)


class Number:
    def __init__(self, value):
        self.value = value

    def __mul__(self, other):
        frame = sys._getframe(1)
        return (frame.f_code.co_name, self.value, other, sorted(frame.f_locals))


def multiplies(values):
    return [row for value in values for row in (product(value),)]


def product(value):
    return area(value, 2)


for _ in range(9):
    product(3)
print(multiplies([1, Number(5), "ab", (1,), 2.5, [1]]))


def divides(a, b):
    return ratio(a, b)


for _ in range(9):
    divides(6, 3)
try:
    divides(1, 0)
except ZeroDivisionError as error:
    print([(f.name, f.line) for f in traceback.extract_tb(error.__traceback__)], error.__context__)
try:
    try:
        raise KeyError("outer")
    except KeyError:
        divides(1, "x")
except TypeError as error:
    print([(f.name, f.line) for f in traceback.extract_tb(error.__traceback__)], repr(error.__context__))
try:
    print(isabs(None))
except AttributeError as error:
    print(error, traceback.extract_tb(error.__traceback__)[-1].name)


def asks(path):
    return isabs(path)


for _ in range(9):
    asks("/a"), asks(b"/a")
for bad in (None, 3, ["/"]):
    try:
        print(asks(bad))
    except AttributeError as error:
        print(error, [f.name for f in traceback.extract_tb(error.__traceback__)])


def rebound_midway(n):
    global area
    out = []
    old = area
    for i in range(n):
        if i == 8:
            replace_area(lambda w, h: ("new", w, h))
        if i == 11:
            replace_area(old)
        out.append(area(i, 2))
    return out


def replace_area(new):
    globals()["area"] = new


print(rebound_midway(20))


def code_midway(n):
    out = []
    old = clamp.__code__
    for i in range(n):
        if i == 8:
            clamp.__code__ = (lambda x, low, high: ("code", x)).__code__
        if i == 11:
            clamp.__code__ = old
        out.append(clamp(i, 1, 9))
    return out


print(code_midway(20))


def other_code(n):
    out = []
    old = clamp.__code__
    for i in range(n):
        if i == 8:
            clamp.__code__ = old.replace(co_consts=("changed",) + old.co_consts[1:])
        out.append(clamp(i, 1, 9))
    clamp.__code__ = old
    return out


print(other_code(12))


def constant_midway(n):
    global BASE
    out = []
    for i in range(n):
        if i == 8:
            BASE = 1000
        out.append(scaled(i, 2))
    BASE = 10
    return out


print(constant_midway(12))


def twice(x, other=lambda x, y=1: ("lambda", x, y)): return x * 2


def same_line(n):
    "A lambda of the same line, module and compilation takes the name over."
    out = []
    old = twice
    for i in range(n):
        if i == 8:
            globals()["twice"] = old.__defaults__[0]
        out.append((twice(i, 3), twice(x=i, other=5) if i < 8 else None))
    for _ in range(n):
        out.append(twice(i, 4))
    globals()["twice"] = old
    return out[-9:], twice(1, 1)


print(same_line(12))


def keywords(a, b, /, c, d):
    return a, b, c, d


def by_name(x):
    return keywords(1, 2, d=4, c=x), area(h=2, w=x), keywords(1, 2, c=x, d=x)


for _ in range(9):
    named = by_name("x")
print(named)


def unbound(flag):
    if flag:
        x = 1
    return area(h=2, w=x)


for _ in range(9):
    unbound(True)
try:
    unbound(False)
except UnboundLocalError as error:
    print(error)


def defaults_change():
    out = []
    for i in range(12):
        if i == 8:
            scaled.__defaults__ = (100,)
        out.append(scaled(i))
    scaled.__defaults__ = (2,)
    return out


print(defaults_change())


def leaf(x):
    return area(x, 2)


def deep(n, x):
    if n == 0:
        return area(x, 3)
    return deep(n - 1, x)


def deepest(function):
    low, high = 1, 5000
    while low < high:
        middle = (low + high + 1) // 2
        try:
            function(middle, 2)
            low = middle
        except RecursionError:
            high = middle - 1
    return low


def plain(n, x):
    if n == 0:
        return not_pure(x, 3)
    return plain(n - 1, x)


def not_pure(a, b):
    return [a for _ in range(b)]


for _ in range(9):
    deep(1, 2), plain(1, 2)
print(deepest(deep) - deepest(plain))


def traced(n):
    out = []
    for i in range(n):
        if i == 10:
            sys.settrace(tracer)
        out.append(leaf(i))
        if i == 12:
            sys.settrace(None)
    return out


calls = []


def tracer(frame, event, arg):
    calls.append((event, frame.f_code.co_name, frame.f_lineno))
    return tracer


print(traced(16), calls)


def profiled(n):
    for i in range(n):
        if i == 10:
            sys.setprofile(tracer)
        leaf(i)
    sys.setprofile(None)


calls = []
profiled(12)
print(calls)


def in_generator(n):
    for i in range(n):
        yield area(i, i), sep("x")


print(list(in_generator(9)))


def nested_handlers(n):
    out = []
    for i in range(n):
        try:
            try:
                out.append(ratio(10, i - 5))
            finally:
                out.append("f")
        except ZeroDivisionError as error:
            out.append(str(error))
    return out


print(nested_handlers(9))
