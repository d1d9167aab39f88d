# What a mocking library does: patch for the length of a with block, restore on exit, nested.
import builtins
from contextlib import contextmanager


@contextmanager
def patch(owner, name, value):
    missing = object()
    old = vars(owner).get(name, missing)
    setattr(owner, name, value)
    try:
        yield value
    finally:
        if old is missing:
            delattr(owner, name)
        else:
            setattr(owner, name, old)


class Clock:
    ticks = 0

    def now(self):
        return 12


def report(clock):
    return len("12345"), clock.now(), clock.ticks, repr("x")


c = Clock()
print(report(c))
for round in range(3):
    with patch(builtins, "len", lambda x: f"len{round}"):
        print(report(c))
        with patch(Clock, "now", lambda self: "noon"), patch(Clock, "ticks", round):
            print(report(c))
            with patch(builtins, "repr", str):
                print(report(c))
    print(report(c))
try:
    with patch(builtins, "len", None):
        report(c)
except TypeError as e:
    print(e)
print(report(c))
