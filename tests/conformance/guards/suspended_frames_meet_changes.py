# Generators and coroutines are suspended while names change; they meet the change when resumed.
import builtins

limit = 3


def counting():
    while True:
        yield limit, len("abc"), scale(2)


def scale(x):
    return x * limit


g = counting()
print(next(g))
limit = 5
print(next(g))
real, builtins.len = len, lambda x: "builtin patched"
print(next(g))
len = lambda x: "shadowed"
print(next(g))
del len
builtins.len = real
print(next(g))


def scale(x):
    return -x


print(next(g))
del scale
try:
    next(g)
except NameError as e:
    print(e)
try:
    next(g)
except StopIteration:
    print("finished by the error")


class Pause:
    def __await__(self):
        return (yield)


async def task():
    first = len("ab")
    await Pause()
    second = len("ab")
    await Pause()
    return first, second, len("ab")


t = task()
t.send(None)
globals().update(len=lambda x: "second")
t.send(None)
globals().pop("len")
try:
    t.send(None)
except StopIteration as stop:
    print(stop.value)
