# contextlib.contextmanager turns a generator into a context manager; ExitStack collects many.
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except ZeroDivisionError as e:
        print("swallowed", e)
    finally:
        print(f"</{name}>")


with tag("div") as d, tag("p"):
    print(d)
with tag("math"):
    1 / 0
try:
    with tag("b"):
        raise KeyError("through")
except KeyError as e:
    print("outside", e)


@tag("decorated")
def work(x):
    print("work", x)
    return x * 2


print(work(4))
with ExitStack() as stack:
    names = [stack.enter_context(tag(n)) for n in "xy"]
    stack.callback(print, "callback", names)
    print("inside")
with suppress(KeyError, IndexError):
    [][1]
    print("never")


class Door:
    def close(self):
        print("door closed")


with closing(Door()), nullcontext(5) as five:
    print(five)
