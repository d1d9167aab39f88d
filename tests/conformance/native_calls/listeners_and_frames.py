# Frames that natives ask for are those of ordinary calls, for tracers, profilers and whoever looks at frames.
import functools
import itertools
import sys


def key(x):
    return -x


def gen():
    yield 1
    yield 2


class Made:
    def __new__(cls, n):
        return super().__new__(cls)

    def __init__(self, n):
        self.n = n


class Counts:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration
        return self.n


def bad(x):
    raise ValueError(x)


def program():
    sorted([1, 2], key=key)
    sum(gen())
    list(map(key, gen()))
    for x in map(key, [1]):
        pass
    max(Counts(), key=key)
    list(map(Made, [1]))
    functools.reduce(lambda a, b: a + b, gen())
    functools.partial(key, 1)()
    [*itertools.starmap(key, [(1,)])]
    any(x > 5 for x in gen())
    key(*[1])
    try:
        list(map(bad, [1]))
    except ValueError:
        pass
    it = gen()
    next(it)
    next(map(key, it))
    next(it, None)


def listen(setter):
    events = []

    def listener(frame, event, argument):
        if frame.f_code.co_filename != sys._getframe().f_code.co_filename:
            return None
        shown = argument
        if event.startswith("c_"):
            shown = argument.__name__
        elif event == "exception":
            shown = argument[0].__name__
        elif event == "return" and not isinstance(argument, (int, type(None))):
            shown = type(argument).__name__
        line = frame.f_lineno - frame.f_code.co_firstlineno
        events.append(f"{frame.f_code.co_name}:{line} {event} {shown}")
        return listener

    setter(listener)
    program()
    setter(None)
    return events


for event in listen(sys.settrace):
    print(event)
print()
for event in listen(sys.setprofile):
    print(event)
print()


def callers():
    frame, names = sys._getframe(1), []
    while frame:
        names.append(f"{frame.f_code.co_name}:{frame.f_lineno - frame.f_code.co_firstlineno}")
        frame = frame.f_back
    return " ".join(names[:-1])


def look(x):
    return callers()


def looking():
    yield look(0)


class Looks:
    def __init__(self, x):
        self.seen = look(x)


def frames():
    print(list(map(look, [1])))
    print(sorted([1], key=lambda x: print(look(x))))
    print(list(looking()))
    print(list(map(str.upper, looking())))
    print([*map(Looks, [1])][0].seen)
    print(functools.partial(look, 1)())
    print(functools.reduce(lambda a, b: look(b), [1, 2]))
    print(next(filter(lambda x: print(look(x)) or True, looking())))
    print(*map(lambda x: sorted(map(look, [x]), key=lambda y: print(look(y)))[0], [1]))
    variable = 3
    print(list(map(lambda x: sorted(sys._getframe(1).f_locals), [1])))
    try:
        raise KeyError("outer")
    except KeyError:
        print(list(map(lambda x: repr(sys.exception()), [1])))

        def in_generator():
            try:
                raise ValueError("inner")
            except ValueError:
                yield repr(sys.exception())
                yield repr(sys.exception())

        print(list(map(lambda x: (x, repr(sys.exception())), in_generator())))
        print(repr(sys.exception()))
    print(repr(sys.exception()))


frames()
