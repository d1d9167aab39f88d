# Natives that call back into Python take no native stack: recursion through them is bounded by frames alone.
import functools
import itertools
import sys

DEPTH = 150


def check(name, function, *args):
    print(name, function(*args))


def through_max(n):
    return 0 if n == 0 else max(map(through_max, [n - 1])) + 1


def through_min_key(n):
    if n:
        min([n - 1], key=through_min_key)
    return n


def through_list(n):
    return [0] if n == 0 else list(map(through_list, [n - 1]))[0]


def through_sum(n):
    return 1 if n == 0 else sum(through_sum(i) for i in [n - 1])


def through_any(n):
    return True if n == 0 else any(through_any(i) for i in [n - 1])


def through_sorted(n):
    if n:
        sorted([n - 1], key=through_sorted)
    return n


def through_sort(n):
    if n:
        [n - 1].sort(key=through_sort)
    return n


def through_filter(n):
    return n and tuple(filter(through_filter, [n - 1])) and 1


def through_next(n):
    return n and next(map(through_next, iter([n - 1]))) + 1


def through_zip(n):
    return n and list(zip([1], map(through_zip, [n - 1])))[0][1] + 1


def through_enumerate(n):
    return n and dict(enumerate(map(through_enumerate, [n - 1])))[0] + 1


def through_dict(n):
    return n and len(dict((through_dict(i), 2) for i in [n - 1]))


def through_frozenset(n):
    return n and len(frozenset(through_frozenset(i) for i in [n - 1]))


def through_reduce(n):
    return n and functools.reduce(lambda a, b: through_reduce(n - 1), [1, 2]) + 1


def through_partial(n):
    return n and functools.partial(through_partial, n - 1)() + 1


@functools.lru_cache(None)
def through_cache(n):
    return n and through_cache(n - 1) + 1


def through_starmap(n):
    return n and list(itertools.starmap(through_starmap, [(n - 1,)]))[0] + 1


def through_groupby(n):
    return n and [key for key, _ in itertools.groupby([n - 1], through_groupby)][0] + 1


def through_accumulate(n):
    return n and [*itertools.accumulate([1, n - 1], lambda a, b: through_accumulate(b))][1] + 1


def through_join(n):
    return "end" if n == 0 else "".join(through_join(i) for i in [n - 1])


def through_stars(*args, **kwargs):
    n = args[0]
    return n and through_stars(*[n - 1], **kwargs) + 1


def through_yield_from(n):
    if n:
        yield from map(lambda _: next(through_yield_from(n - 1)), [0])
    else:
        yield 7


def through_unpacking(n):
    if n == 0:
        return 0
    a, b = map(through_unpacking, [n - 1, 0])
    return a + 1


def through_in(n):
    return n and (0 in map(through_in, [n - 1])) and 1


class Nested:
    def __init__(self, n):
        self.inner = Nested(n - 1) if n else 0

    def __len__(self):
        return len(self.inner) + 1 if self.inner != 0 else 0

    def __repr__(self):
        return f"<{self.inner!r}>"

    def __str__(self):
        return f"({self.inner})" if self.inner != 0 else str(self.inner)

    def __format__(self, spec):
        return f"[{self.inner:{spec}}]"

    def __bool__(self):
        return bool(self.inner)


class New:
    def __new__(cls, n):
        self = super().__new__(cls)
        self.inner = cls(n - 1) if n else None
        return self

    def __init__(self, n):
        self.depth = self.inner.depth + 1 if n else 0


class Init:
    def __init__(self, n):
        self.depth = 0
        for inner in map(Init, [n - 1] if n else []):
            self.depth = inner.depth + 1


class Meta(type):
    def __call__(cls, *args):
        return super().__call__(*args)


class Made(metaclass=Meta):
    def __init__(self, n):
        self.depth = Made(n - 1).depth + 1 if n else 0


class Iterated:
    def __init__(self, n):
        self.left = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        left, self.left = self.left, 0
        return len(list(Iterated(left - 1))) + 1


check("max", through_max, DEPTH)
check("min", through_min_key, DEPTH)
check("list", through_list, DEPTH)
check("sum", through_sum, DEPTH)
check("any", through_any, DEPTH)
check("sorted", through_sorted, DEPTH)
check("sort", through_sort, DEPTH)
check("filter", through_filter, DEPTH)
check("next", through_next, DEPTH)
check("zip", through_zip, DEPTH)
check("enumerate", through_enumerate, DEPTH)
check("dict", through_dict, DEPTH)
check("frozenset", through_frozenset, DEPTH)
check("reduce", through_reduce, DEPTH)
check("partial", through_partial, DEPTH)
check("cache", through_cache, DEPTH)
check("starmap", through_starmap, DEPTH)
check("groupby", through_groupby, DEPTH)
check("accumulate", through_accumulate, DEPTH)
check("join", through_join, DEPTH)
check("stars", lambda n: through_stars(n, a=1), DEPTH)
check("yield from", lambda n: next(through_yield_from(n)), DEPTH)
check("unpacking", through_unpacking, DEPTH)
check("in", through_in, DEPTH)
nested = Nested(DEPTH)
check("len", len, nested)
check("repr", lambda x: repr(x).count("<"), nested)
check("str", lambda x: str(x).count("("), nested)
check("format", lambda x: format(x, "3").count("["), nested)
check("bool", bool, nested)
check("__new__", lambda n: New(n).depth, DEPTH)
check("__init__", lambda n: Init(n).depth, DEPTH)
check("metaclass", lambda n: Made(n).depth, DEPTH)
check("__next__", lambda n: list(Iterated(n)), DEPTH)

# Without end, the limit is that of frames; what was suspended on the way is all right again.
depths = []


def endless(n):
    depths.append(n)
    return max(map(endless, [n + 1]))


sys.setrecursionlimit(200)
for attempt in range(2):
    depths.clear()
    try:
        endless(0)
    except RecursionError as error:
        print(type(error).__name__, error, 150 < len(depths) < 200)
sys.setrecursionlimit(1000)
check("max", through_max, DEPTH)
