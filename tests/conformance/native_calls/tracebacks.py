# What raises in a function that a native calls: the native itself is not in the traceback, its caller's line is.
import functools
import itertools
import traceback


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
    loop,
    nested,
    unpacked,
    handled,
    in_finally,
]

for number, case in enumerate(cases):
    print(number)
    try:
        case()
        print("nothing raised")
    except Exception:
        print(traceback.format_exc())
