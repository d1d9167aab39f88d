# A local that is known to hold a constant is computed with beforehand, until a callee, a debugger or a tracer writes to the
# frame's variables: then every use, in each frame of the function, reads what is there.
import sys


def write(name, value, depth=1):
    sys._getframe(depth + 1).f_locals[name] = value


def straight(f):
    step = 3
    f()
    return step * 2, -step, step < 10, "yes" if step else "no"


def called_back():
    limit = 5
    flag = None
    write("limit", 50)
    answer = limit + 1
    write("flag", [])
    if flag is None:
        return answer, "none"
    return answer, flag


def lengths(f):
    names = ("a", "b", "c")
    f()
    return len(names), names[0] + names[-1]


def rebinds_len():
    sizes = (1, 2)
    before = len(sizes)
    globals()["len"] = lambda it: "mine"
    after = len(sizes)
    del globals()["len"]
    return before, after, len(sizes)


def generator():
    size = 2
    while True:
        got = yield size * 10
        if got:
            return size + 1


def nested_calls(depth, change):
    base = 100
    if depth:
        nested_calls(depth - 1, change)
    elif change:
        write("base", 7, 3)
    return base + depth


def raises(f):
    text = "a"
    f()
    return text + 1


def unbound(flag):
    if flag:
        x = 1
    return x + 1


def deleted():
    x = 1
    y = x + 1
    del x
    return y, x + 1


def swallows():
    class Manager:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return True

    x = 1
    with Manager():
        x = 2
        raise ValueError
        x = 3
    return x + 1


def handled(fail):
    x = 1
    try:
        x = 2
        if fail:
            raise ValueError
        x = 3
    except ValueError:
        return x + 1
    finally:
        x = x * 10
    return x + 1


def loops():
    n = 0
    out = []
    for i in (1, 2, 3):
        out.append(n + 1)
        n = i * 2
        out.append(n + 1)
    else:
        n = 9
    while n > 6:
        out.append(n + 1)
        n -= 1
    return out, n + 1


def matched(subject):
    x = 1
    match subject:
        case [x, 1]:
            return "pair", x + 1
        case {"k": x} if x > 5:
            return "big", x + 1
    return "other", x + 1


def walrus(f):
    x = 1
    f() and (x := 2)
    y = 4
    z = (y := 5) + y
    return x + 1, y + 1, z + 1


def in_comprehensions():
    scale = 3
    return [scale * 2 + i for i in range(3)], {scale + 1: scale - 1 for _ in "a"}, list(i + scale for i in (1, 2))


def nothing():
    return None


def warm(function, *args):
    for _ in range(40):
        function(*args)
    return function(*args)


print(warm(straight, nothing))
print(straight(lambda: write("step", 0)))
print(straight(nothing))
print(warm(called_back), called_back())
print(warm(lengths, nothing), lengths(lambda: write("names", ["x", "z"])), lengths(nothing))
print(warm(rebinds_len))
for _ in range(20):
    g = generator()
    values = [next(g), next(g)]
g.gi_frame.f_locals["size"] = 7
print(values, next(g))
try:
    g.send(1)
except StopIteration as stop:
    print("returned", stop.value)
print(next(generator()))
print([nested_calls(3, False) for _ in range(20)][-1])


def outermost():
    return nested_calls(3, True)


print(outermost(), nested_calls(0, False))
for function, arguments in ((raises, (nothing,)), (unbound, (False,)), (deleted, ())):
    for _ in range(9):
        try:
            function(*arguments)
        except Exception as error:
            seen = type(error).__name__, str(error), error.__traceback__.tb_next.tb_lineno - function.__code__.co_firstlineno
    print(*seen)
print(warm(swallows), warm(handled, False), warm(handled, True), warm(loops))
print(warm(matched, [4, 1]), warm(matched, [4, 2]), warm(matched, {"k": 9}), warm(matched, {"k": 3}), warm(matched, 0))
print(warm(walrus, nothing), warm(walrus, lambda: True), warm(in_comprehensions))


def traced():
    a = 2
    b = 3
    c = a * b
    if a == 2:
        return c + 1
    return "changed", c


def tracer(frame, event, arg):
    if frame.f_code is not traced.__code__:
        return None
    line = frame.f_lineno - traced.__code__.co_firstlineno
    if event == "line" and line == 3:
        frame.f_locals["a"] = 40
        sys.settrace(None)
        frame.f_trace = None
    return tracer


print(warm(traced))
sys.settrace(tracer)
print(traced())
print(traced())


def jumped():
    a = 2
    b = a + 1
    a = 30
    c = a + b
    return a + 1, b, c


def jumper(frame, event, arg):
    if frame.f_code is not jumped.__code__:
        return None
    if event == "line" and frame.f_lineno == jumped.__code__.co_firstlineno + 3:
        frame.f_lineno += 1
        sys.settrace(None)
        frame.f_trace = None
    return jumper


print(warm(jumped))
sys.settrace(jumper)
print(jumped())
print(jumped())
