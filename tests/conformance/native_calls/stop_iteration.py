# Where a StopIteration that comes out of a function means the end of an iterator, and where it is an exception.
import functools
import itertools


def stop(*args):
    raise StopIteration("stopped", *args)


def upto(n):
    def function(*args):
        if args and args[0] >= n:
            raise StopIteration("enough")
        return args

    return function


def show(label, function):
    try:
        print(label, function())
    except BaseException as error:
        print(label, type(error).__name__, error.args)


class Stops:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise StopIteration(self.n)
        return self.n


class Getting:
    def __getitem__(self, i):
        if i == 2:
            raise StopIteration if self.stops else IndexError
        return i


def returns(value):
    yield 1
    return value


def delegates(iterable):
    result = yield from iterable
    print("result", result)


show("map", lambda: list(map(upto(2), range(5))))
show("map goes on", lambda: (lambda m: (list(m), list(m)))(map(upto(2), iter(range(5)))))
show("filter", lambda: list(filter(upto(2), range(5))))
show("starmap", lambda: list(itertools.starmap(upto(2), zip(range(5)))))
show("takewhile", lambda: list(itertools.takewhile(upto(2), range(5))))
show("accumulate", lambda: list(itertools.accumulate([0, 1, 2], stop)))
show("groupby", lambda: [k for k, g in itertools.groupby(range(5), upto(2))])
show("for", lambda: [x for x in map(upto(1), range(3))])
show("zip", lambda: list(zip(range(9), map(upto(2), range(5)))))
show("enumerate", lambda: list(enumerate(map(upto(2), range(5)))))
show("chain", lambda: list(itertools.chain(map(upto(1), range(5)), [7])))
show("sum", lambda: sum(map(lambda x: x if x < 3 else stop(), range(9))))
show("max", lambda: max(map(lambda x: x if x < 3 else stop(), range(9))))
show("key of max", lambda: max([1, 2], key=stop))
show("key of sorted", lambda: sorted([1, 2], key=stop))
show("key of sort", lambda: [2, 1].sort(key=stop))
show("reduce", lambda: functools.reduce(stop, [1, 2]))
show("reduce of map", lambda: functools.reduce(lambda a, b: a + b, map(upto(2), range(5))))
show("partial", lambda: functools.partial(stop, 1)())
show("call", lambda: stop(*[1], **{}))
show("next", lambda: next(map(stop, [1])))
show("next with default", lambda: next(map(stop, [1]), "default"))
show("next of __next__", lambda: next(Stops(0)))
show("next of __next__ with default", lambda: next(Stops(0), "default"))
show("next of generator", lambda: (lambda g: (next(g), next(g)))(returns("value")))
show("map of next", lambda: list(map(next, [iter([1]), iter([]), iter([2])])))
show("map of next of generators", lambda: list(map(next, [returns(1), returns(2)])))
show("__next__ method", lambda: map(stop, [1]).__next__())
show("list", lambda: list(Stops(3)))
show("tuple", lambda: tuple(Stops(3)))
show("set", lambda: sorted(set(Stops(3))))
show("star", lambda: [*Stops(3), *map(upto(1), range(4))])
show("iter(callable)", lambda: list(iter(lambda: stop(), 0)))
show("sequence", lambda: list(type("S", (Getting,), {"stops": True})()))
show("sequence", lambda: list(type("I", (Getting,), {"stops": False})()))
show("generator", lambda: list(x for x in map(stop, [1])))
show("in generator", lambda: list(stop() for x in [1]))
show("any", lambda: any(map(stop, [1])))
show("all", lambda: all(map(stop, [1])))
show("dict", lambda: dict(map(upto(1), range(3))))
show("join", lambda: "".join(map(stop, [1])))
show("delegate to map", lambda: list(delegates(map(upto(1), range(3)))))
show("delegate to __next__", lambda: list(delegates(Stops(2))))
show("delegate to generator", lambda: list(delegates(returns("value"))))
show("class", lambda: list(map(type("N", (), {"__init__": lambda self, x: stop(x)}), [1])))
show("islice", lambda: list(itertools.islice(map(upto(2), range(9)), 1, 5)))
show("zip_longest", lambda: list(itertools.zip_longest(map(upto(1), range(9)), range(3))))
show("pairwise", lambda: list(itertools.pairwise(map(upto(3), range(9)))))
show("batched", lambda: list(itertools.batched(map(upto(3), range(9)), 2)))
show("cycle", lambda: list(itertools.islice(itertools.cycle(map(upto(2), range(9))), 5)))
show("strict zip", lambda: list(zip(map(upto(2), range(9)), range(3), strict=True)))
