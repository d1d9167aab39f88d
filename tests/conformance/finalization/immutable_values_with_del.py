# Instances of classes derived from int, float, str, bytes and tuple have contents of their own kind, and a __del__ of
# theirs runs as any other; so does one of a sequence whose iterator came to its end.
import gc
import weakref

log = []


def derived(base):
    class Derived(base):
        def __del__(self):
            log.append((base.__name__, base.__repr__(self)))

    return Derived


def told():
    gc.collect()
    found, log[:] = sorted(log), []
    return found


def drop(base, *values):
    cls = derived(base)
    for value in values:
        cls(value)
    print(base.__name__, told())


drop(int, 0, 5, -7, 10**30)
drop(float, 0.5, float("inf"))
drop(str, "", "text", "\N{SNOWMAN}")
drop(bytes, b"", b"bytes")
drop(tuple, (), (1, 2), "ab")
drop(complex, 1j)
drop(frozenset, [1])
drop(bytearray, b"x")

print("-- kept, then dropped; brought back once")
cls = derived(int)
kept = [cls(3), cls(4)]
print(told())
del kept[0]
print(told())


class Back(str):
    def __del__(self):
        log.append(("again", str(self)))
        saved.append(self)


saved = []
(lambda: Back("x"))()
print(told(), saved)
saved.clear()
print(told(), saved)

print("-- a class that gets its __del__ later, by a base")
class Base(tuple):
    __slots__ = ()


class Late(Base):
    pass


Late.__del__ = lambda self: log.append(("late", tuple(self)))
(lambda: Late([1]))()
print(told())

print("-- the iterator lives on")


def ended(base, value, make):
    iterator = make(derived(base)(value))
    before = len(list(iterator))
    return iterator, before


for base, value in [(tuple, (1, 2)), (str, "ab"), (bytes, b"ab"), (tuple, ())]:
    for make in (iter, reversed, enumerate):
        iterator, count = ended(base, value, make)
        print(make.__name__, count, told(), next(iterator, "ended"))
print(weakref.ref(cls)() is cls)
