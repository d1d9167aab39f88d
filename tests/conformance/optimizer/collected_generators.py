# list and set of a generator expression, filled in place: errors, frames, rebinding and listeners in the middle must be
# those of the call.
import builtins
import sys
import traceback


def squares(n):
    return list(i * i for i in range(n)), set(i % 3 for i in range(n))


for _ in range(9):
    found = squares(5)
print(found)


def fails(xs):
    return list(1 / x for x in xs)


def unhashable(xs):
    out = []
    try:
        return set(out.append(x) or x for x in xs)
    except TypeError as error:
        return str(error), out


for _ in range(9):
    fails([1, 2]), unhashable([1, 2])
print(unhashable([1, [], 2]))
try:
    fails([1, 0])
except ZeroDivisionError as error:
    for entry in traceback.extract_tb(error.__traceback__):
        print(entry.name, entry.line)
    traceback.print_exc()


def names():
    return [sys._getframe(depth).f_code.co_name for depth in range(1, 4)]


def frames():
    return list(names() for _ in range(1)), list(list(j for j in range(i)) for i in range(3))


for _ in range(9):
    found = frames()
print(found)


def rebound(n):
    out = []
    for turn in range(n):
        if turn == 6:
            builtins.list = lambda items: ("mine", tuple(items))
        if turn == 8:
            builtins.list = real
        out.append(list(x for x in range(2)))
    return out


real = builtins.list
print(rebound(10))


def inside():
    "Rebinds while the generator runs: the name was looked up before."
    def step(x):
        builtins.set = lambda items: "other"
        return x
    return set(step(x) for x in range(3))


kept = builtins.set
for _ in range(9):
    found = inside()
    builtins.set = kept
print(found)


def stops():
    def step(x):
        if x == 2:
            raise StopIteration("inner")
        return x
    return list(step(x) for x in range(4))


for _ in range(9):
    try:
        stops()
    except RuntimeError as error:
        found = repr(error), repr(error.__cause__)
print(found)


def traced():
    return list(x for x in range(2))


events = []


def tracer(frame, event, arg):
    events.append((event, frame.f_code.co_name, frame.f_lineno - traced.__code__.co_firstlineno))
    return tracer


for _ in range(9):
    traced()
sys.settrace(tracer)
traced()
sys.settrace(None)
print(events)
events.clear()
sys.setprofile(lambda frame, event, arg: events.append((event, getattr(arg, "__name__", None))))
traced()
sys.setprofile(None)
print(events)
async def later():
    async def items():
        for x in range(3):
            yield x
    try:
        list(x async for x in items())
    except TypeError as error:
        print(error)


for _ in range(9):
    try:
        later().send(None)
    except StopIteration:
        pass
