# What raises in a function that a native calls: the native itself is not in the traceback, its caller's line is.
import functools
import itertools


def bad(*args):
    raise KeyError("bad")


def gen():
    yield 1
    bad()


class Iterates:
    def __iter__(self):
        bad()


class Nexts:
    def __iter__(self):
        return self

    def __next__(self):
        bad()


class News:
    def __new__(cls, *args):
        bad()


class Inits:
    def __init__(self, *args):
        bad()


class Falsy:
    def __bool__(self):
        bad()


class Talks:
    def __init__(self, answer):
        self.answer = answer

    def __repr__(self):
        return self.answer or bad()

    def __len__(self):
        return self.answer or bad()

    def __format__(self, spec):
        return self.answer or bad()


class Told:
    __str__ = lambda self: bad()
    __bool__ = lambda self: 3
    __iter__ = lambda self: iter([1, 2, 3])


def unpacks(values):
    a, b = values


class Less:
    def __lt__(self, other):
        bad()


class Meta(type):
    def __call__(cls, *args):
        return super().__call__(*args)


class Made(metaclass=Meta):
    def __init__(self):
        bad()


def loop():
    for item in map(bad, [1]):
        pass


def nested():
    return sorted(
        map(
            functools.partial(bad, 1),
            gen(),
        ),
        key=bad,
    )


def unpacked():
    return [0, *map(bad, gen()), 2]


def handled():
    try:
        list(map(bad, [1]))
    except KeyError:
        return max([1, 2], key=lambda x: x / 0)


def in_finally():
    try:
        return sum(gen())
    finally:
        print("finally")


cases = [
    lambda: list(map(bad, [1])),
    lambda: list(filter(bad, [1])),
    lambda: tuple(gen()),
    lambda: sum(gen()),
    lambda: any(x > 1 for x in gen()),
    lambda: all(gen()),
    lambda: max([1, 2], key=bad),
    lambda: min(gen()),
    lambda: sorted([1, 2], key=bad),
    lambda: [3, 1].sort(key=bad),
    lambda: sorted([Less(), Less()]),
    lambda: functools.reduce(bad, [1, 2]),
    lambda: functools.partial(bad, 1)(2),
    lambda: functools.lru_cache(bad)(2),
    lambda: list(itertools.starmap(bad, [(1, 2)])),
    lambda: list(itertools.groupby([1], bad)),
    lambda: list(itertools.takewhile(bad, [1])),
    lambda: list(itertools.accumulate([1, 2], bad)),
    lambda: list(itertools.chain([1], gen())),
    lambda: list(zip([1, 2], gen())),
    lambda: dict(gen()),
    lambda: {}.update(gen()),
    lambda: set(gen()),
    lambda: ",".join(gen()),
    lambda: b",".join(gen()),
    lambda: list(Iterates()),
    lambda: list(Nexts()),
    lambda: next(Nexts()),
    lambda: list(map(News, [1])),
    lambda: list(map(Inits, [1])),
    lambda: Made(),
    lambda: any([Falsy()]),
    lambda: bad(*[1], **{}),
    lambda: type.__call__(Inits, 1),
    lambda: len(Talks(0)),
    lambda: len(Talks("x")),
    lambda: len(Talks(-3)),
    lambda: repr(Talks(0)),
    lambda: repr(Talks(3)),
    lambda: str(Talks(0)),
    lambda: str(Talks(3)),
    lambda: format(Talks(0)),
    lambda: f"{Talks(3)}",
    lambda: f"{Talks(0)!r}",
    lambda: f"{Talks(0):>3}",
    lambda: str(Told()),
    lambda: f"{Told()}",
    lambda: bool(Told()),
    lambda: unpacks(gen()),
    lambda: unpacks(map(bad, [1])),
    lambda: unpacks(Told()),
    lambda: unpacks(x for x in [1]),
    lambda: unpacks(Talks(1)),
    lambda: 5 in gen(),
    lambda: 5 in Told(),
    lambda: 5 in Talks(1),
    loop,
    nested,
    unpacked,
    handled,
    in_finally,
]

for number, case in enumerate(cases):
    try:
        case()
        print(number, "nothing raised")
    except Exception as error:
        print(number, type(error).__name__, error, *getattr(error, "__notes__", []))
        while error:
            entry = error.__traceback__
            while entry:
                print("   ", entry.tb_frame.f_code.co_name, entry.tb_lineno)
                entry = entry.tb_next
            error = error.__context__
