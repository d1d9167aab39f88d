# Natives that wait for Python code may be entered again by that code.
import functools
import itertools


def show(label, function):
    try:
        print(label, function())
    except Exception as error:
        print(label, type(error).__name__, error)


def generator_again():
    def gen():
        yield next(it)

    it = gen()
    return list(it)


def map_over_itself():
    def gen():
        yield 1
        yield list(it)

    it = map(lambda x: x, gen())
    return list(it)


def map_again():
    source = iter(range(6))
    it = map(lambda x: (x, next(it, None)), source)
    return list(it)


def filter_again():
    it = filter(lambda x: x % 2 or next(it, None), iter(range(8)))
    return list(it)


def zip_with_itself():
    it = (x for x in range(7))
    return list(zip(it, it, it))


def zip_again():
    def gen():
        for x in range(4):
            yield x, next(it, None)

    it = zip(iter(range(10)), gen())
    return next(it)


def enumerate_again():
    it = enumerate(map(lambda x: (x, next(it, None) if x == 1 else 0), range(4)))
    return list(it)


def tee_again():
    def gen():
        yield next(second)

    first, second = itertools.tee(gen())
    return next(first)


def chain_again():
    def gen():
        yield 1
        yield list(it)

    it = itertools.chain(gen(), [5])
    return list(it)


def cycle_again():
    def gen():
        yield 1
        yield 2

    it = itertools.cycle(gen())
    return [next(it) for _ in range(5)]


def groups():
    def key(x):
        log.append(x)
        return x // 3

    log = []
    return [(k, [(x, list(log)) for x in g]) for k, g in itertools.groupby(range(5), key)]


def group_left_early():
    it = itertools.groupby((x for x in range(6)), lambda x: x // 2)
    _, first = next(it)
    next(it)
    return list(first), [k for k, g in it]


def accumulate_again():
    it = itertools.accumulate(iter(range(6)), lambda a, b: a + b + (next(it, 0) if b == 2 else 0))
    return list(it)


def callable_again():
    def function():
        calls.append(0)
        return 9 if len(calls) > 3 else len(calls)

    calls = []
    return list(iter(function, 9))


def callable_used_up():
    def function():
        calls.append(0)
        if len(calls) == 2:
            list(it)
        return len(calls) if len(calls) < 5 else 0

    calls = []
    it = iter(function, 0)
    return list(it), len(calls)


def cached():
    @functools.lru_cache(maxsize=2)
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    return fib(20), fib.cache_info()


def reduce_inside():
    return functools.reduce(lambda a, b: a + functools.reduce(lambda c, d: c * d, range(1, b + 1), 1), range(6), 0)


def send_into():
    def gen():
        got = []
        while len(got) < 3:
            got.append((yield len(got)))
        return got

    def outer():
        result = yield from gen()
        yield result

    it = outer()
    return [next(it), *map(it.send, "abc")]


def thrown():
    def gen():
        for x in range(3):
            try:
                yield x
            except ValueError as error:
                yield str(error)

    it = gen()
    return [next(it), *map(it.throw, [ValueError("a")]), next(it)]


def closed_inside():
    def gen():
        try:
            yield 1
            yield 2
        finally:
            print("closed")

    it = gen()
    return list(map(lambda x: it.close() or x, it))


def suspended():
    def gen():
        for x in map(lambda x: x + 1, inner()):
            yield x

    def inner():
        yield from range(3)

    return list(zip(gen(), gen(), map(sum, zip(gen(), gen()))))


for function in [
    generator_again,
    map_over_itself,
    map_again,
    filter_again,
    zip_with_itself,
    zip_again,
    enumerate_again,
    tee_again,
    chain_again,
    cycle_again,
    groups,
    group_left_early,
    accumulate_again,
    callable_again,
    callable_used_up,
    cached,
    reduce_inside,
    send_into,
    thrown,
    closed_inside,
    suspended,
]:
    show(function.__name__, function)
