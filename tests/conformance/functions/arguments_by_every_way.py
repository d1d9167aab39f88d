# Arguments reach parameters in many ways: each has its own path in the interpreter, and all say the same.
class Text(str):
    pass


def everything(a, b=2, /, c=3, *rest, d, e=5, **more):
    return a, b, c, rest, d, e, more


def few(a, b=1):
    return a, b


class Made:
    def __init__(self, *args, **kwargs):
        self.given = args, kwargs

    def method(self, x, *, y=0):
        return self.given, x, y

    def __call__(self, *args, z=9):
        return args, z


def attempt(call):
    try:
        print(call())
    except TypeError as e:
        print("TypeError:", e)


def generator(call):
    # The same from the frame of a generator.
    try:
        yield call()
        yield call()
    except TypeError as e:
        yield f"TypeError: {e}"


made = Made(1, k=2)
bound = made.method
calls = [
    lambda: everything(1, d=4),
    lambda: everything(1, 2, 3, 4, 5, d=6, f=7, a=8),
    lambda: everything(*(1, 2), **{"d": 3, "b": 4}),
    lambda: everything(*[1], *range(2, 6), d=1, **{"x": 1}, **{"y": 2}),
    lambda: everything(1, **{Text("d"): 4, Text("zz"): 5}),
    lambda: everything(1, c=5, d=4, e=None),
    lambda: everything(1),
    lambda: everything(d=1),
    lambda: everything(1, 2, 3, c=4, d=5),
    lambda: everything(1, **{"d": 1, 2: 3}),
    lambda: everything(1, d=1, **{"d": 2}),
    lambda: everything(*5, d=1),
    lambda: few(),
    lambda: few(1, 2, 3),
    lambda: few(1, c=2),
    lambda: few(b=1),
    lambda: few(1, a=2),
    lambda: few(**{"b": 5, "a": 6}),
    lambda: few(*(), **{"a": 1}),
    lambda: Made(*(1, 2), **{"x": 3}).given,
    lambda: Made(1, x=2).given,
    lambda: bound(1, y=2),
    lambda: bound(*(1,), **{"y": 3}),
    lambda: bound(),
    lambda: made(1, 2, z=3),
    lambda: made(*(1, 2), **{"z": 4}),
    lambda: made.method(1, 2),
    lambda: dict(a=1, **{"b": 2}),
    lambda: dict({"a": 1}, a=2),
    lambda: max(1, 5, 3),
    lambda: max(*(2, 1), key=lambda x: -x),
    lambda: min("b", "a"),
    lambda: max(1),
    lambda: min(),
    lambda: int.from_bytes(b"\x01\x00"),
    lambda: int.from_bytes(b"\xff", signed=True),
    lambda: int.from_bytes(b"\xff", "big", True),
    lambda: type(1, 2),
    lambda: type(made) is Made,
    lambda: frozenset([1, 1]) == frozenset({1}),
    lambda: ValueError("x", 1).args,
    lambda: KeyError(a=1),
]
for number, call in enumerate(calls):
    print(number, end=" ")
    attempt(call)
    for answer in generator(call):
        print("   ", answer)

# Deep in a generator's frame, with exceptions on the way.
def nested(n):
    if n:
        yield everything(n, d=n, **{f"k{n}": n})[0]
        yield from nested(n - 1)


print(list(nested(20)))
for _ in range(3):
    g = nested(3)
    print(next(g), next(g))
    g.close()
