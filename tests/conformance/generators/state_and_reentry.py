# A generator that is running cannot be resumed; its attributes tell the state.
import inspect


def numbers():
    yield 1
    yield 2


def selfish():
    try:
        next(me)
    except ValueError as e:
        yield str(e)
    yield me.gi_running, me.gi_suspended


g = numbers()
print(inspect.getgeneratorstate(g), g.gi_running, g.gi_suspended)
next(g)
print(inspect.getgeneratorstate(g), g.gi_running, g.gi_suspended)
list(g)
print(inspect.getgeneratorstate(g), g.gi_frame)
me = selfish()
print(list(me))
print(g.__name__, g.__qualname__, numbers().gi_code.co_name)
g.__name__ = "renamed"
print(g.__name__, g.gi_yieldfrom)


def outer():
    yield from inner()


def inner():
    yield 1


o = outer()
next(o)
print(o.gi_yieldfrom.__name__)
print(iter(o) is o, type(o).__name__, hasattr(o, "__len__"))
