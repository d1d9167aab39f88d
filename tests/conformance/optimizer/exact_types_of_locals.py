# Guards that test the exact type of a local each time: append and isinstance must be what they are for every other value,
# also when the type, the builtin or who listens changes between two turns of a loop.
import builtins
import sys
from collections import deque


class Loud(list):
    def append(self, item):
        print("loud", item)
        super().append(item)


class Meta(type):
    def __instancecheck__(cls, instance):
        print("asked about", type(instance).__name__)
        return True


class Anything(metaclass=Meta):
    pass


class Disguised:
    __class__ = str


def fill(out, items):
    for item in items:
        out.append(item)
    return out


for _ in range(20):
    fill([], [1, 2])
print(fill([], range(5)), fill(deque(), "ab"), fill(Loud(), [1, 2]), fill(bytearray(), [65, 66]))
try:
    fill(None, [1])
except AttributeError as error:
    print(error, error.__traceback__.tb_next.tb_lineno)
try:
    fill((), [1])
except AttributeError as error:
    print(error)


def unbound(early):
    for turn in range(12):
        if turn == early:
            del out
        if turn == 0:
            out = []
        out.append(turn)
    return out


print(unbound(99))
try:
    unbound(9)
except UnboundLocalError as error:
    print(error)


def changes(values):
    out = []
    seen = out
    for value in values:
        if value == "swap":
            out = Loud(out)
        elif value == "back":
            out = list(out)
        out.append(value)
    return seen, out


print(changes(["a"] * 6 + ["swap", "b", "back", "c"]))


def append_itself():
    out = []
    for _ in range(8):
        out.append(out)
    return len(out), out[0] is out


print(append_itself())


def profiled(n):
    out = []
    for i in range(n):
        if i == 20:
            sys.setprofile(listener)
        out.append(i)
        if i == 23:
            sys.setprofile(None)
    return out


events = []


def listener(frame, event, arg):
    if event.startswith("c_"):
        events.append((event, arg.__name__))


print(len(profiled(40)), events)


def kinds(x):
    return (isinstance(x, str), isinstance(x, int), isinstance(x, (float, bytes)), isinstance(x, (list, tuple)),
            isinstance(x, dict), isinstance(x, set), isinstance(x, frozenset), isinstance(x, bool),
            isinstance(x, complex), isinstance(x, bytearray))


values = [None, True, 1, 2**70, 1.5, float("nan"), 1j, "a", b"a", bytearray(b"a"), (1,), [1], {1: 2}, {1}, frozenset(),
          range(3), object, len, Loud(), Disguised(), deque()]
for _ in range(3):
    for value in values:
        found = kinds(value)
for value in values:
    print(type(value).__name__, *map(int, kinds(value)))


def branches(x):
    if isinstance(x, str):
        return "str"
    elif not isinstance(x, int):
        return "other"
    while isinstance(x, int) and x > 3:
        x -= 2
    return x if isinstance(x, bool) else -x


for _ in range(20):
    branches("a"), branches(9), branches(None)
print(branches("a"), branches(9), branches(None), branches(True), branches(Disguised()), branches(2**65 - 2**65 + 5))


def patched(x, at):
    answers = []
    for turn in range(12):
        if turn == at:
            builtins.isinstance = lambda a, b: "patched"
        answers.append(isinstance(x, str))
    return answers


real = builtins.isinstance
print(patched("a", 99))
print(patched("a", 8))
builtins.isinstance = real
print(patched("a", 99))


def shadowed(x, at):
    answers = []
    for turn in range(12):
        if turn == at:
            globals()["str"] = Anything
        answers.append(isinstance(x, str))
    return answers


print(shadowed(1, 99))
print(shadowed(1, 9))
del globals()["str"]
print(shadowed(1, 99))


def not_bound():
    if not sys:
        x = 1
    return isinstance(x, int)


for _ in range(8):
    try:
        not_bound()
    except UnboundLocalError as error:
        last = error
print(last)


def shared(x):
    def inner():
        return isinstance(x, int), x
    x.append(1) if isinstance(x, list) else None
    return isinstance(x, int), inner()


for _ in range(10):
    shared(1), shared([2])
print(shared(1), shared([2]), shared("a"))


class Body:
    x = 1
    answer = isinstance(x, int)


print(Body.answer, [isinstance(x, str) for x in ("a", 1)], list(isinstance(x, int) for x in ("a", 1)))
