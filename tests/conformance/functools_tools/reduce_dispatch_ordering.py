# functools in use: reduce, partial, lru_cache, singledispatch, total_ordering, cached_property, cmp_to_key.
import functools
import operator


@functools.lru_cache(maxsize=2)
def slow(n):
    print("computing", n)
    return n * n


@functools.singledispatch
def show(x):
    return f"object {x}"


@show.register
def _(x: int):
    return f"int {x:+d}"


@show.register(list)
@show.register(tuple)
def _(x):
    return "[" + ", ".join(map(show, x)) + "]"


@functools.total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(map(int, text.split(".")))

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts

    @functools.cached_property
    def short(self):
        print("short once")
        return ".".join(map(str, self.parts[:2]))


print(functools.reduce(operator.mul, range(1, 8)), functools.reduce(lambda a, b: b + a, "abc", "-"))
print([slow(n) for n in (1, 2, 1, 3, 2)], slow.cache_info())
slow.cache_clear()
print(slow.cache_info().currsize, slow.__wrapped__(3))
print(show(5), show("s"), show([1, (2, "x")]), show(True), show.dispatch(bool) is show.dispatch(int))
v, w = Version("1.10.2"), Version("1.9")
print(v > w, v >= w, v <= w, v != w, max(v, w).short, v.short)
hexed = functools.partial(int, base=16)
print(hexed("ff"), hexed.keywords, functools.partial(print, "a", sep="-")("b", "c"))
print(sorted("banana", key=functools.cmp_to_key(lambda a, b: (a < b) - (a > b))))
try:
    functools.reduce(operator.add, [])
except TypeError as e:
    print(e)


class Cell:
    def set(self, state):
        self.state = state
    on = functools.partialmethod(set, True)


c = Cell()
c.on()
print(c.state)
