# Sequences that cannot change are left as they are where nothing is added; others are new.
def joined(a, b):
    return a + b


class Tuple(tuple):
    pass


class Text(str):
    pass


for some, none in ((1, 2), ()), ("ab" * 2, ""), (bytes([1, 2, 3]), b""):
    for _ in range(12):
        front, back = joined(some, none), joined(none, some)
    print(front == back == some, front is some, back is some, joined(none, none) == none)
for some, none in ([1, 2], []), (bytearray(b"ab"), bytearray()):
    for _ in range(12):
        front, back = joined(some, none), joined(none, some)
    print(front == back == some, front is some, back is some)
for some, none in (Tuple((1, 2)), ()), (Text("ab"), ""):
    for a, b in (some, none), (none, some), (some, type(some)()):
        for _ in range(12):
            both = joined(a, b)
        print(type(both).__name__, both, both is some)
long = joined((1, 2), (3, "a", None)), joined([1, 2], [3, "a"]), joined("añ", "字"), joined(b"a", b"\xff")
print(*long)


def extended(items):
    same = items
    items += [3]
    return items is same, items


for _ in range(12):
    answer = extended([1, 2]), extended([])
print(answer)
for a, b in ((1,), [2]), ([1], (2,)), ("a", b"b"), (b"a", "b"), ((), []), ("", 1):
    try:
        print(joined(a, b))
    except TypeError as e:
        print(e)


def power(a, b):
    return a**b


pairs = (2.0, 0.5), (2.5, 3), (-8.0, 3), (-8.0, 1.0), (0.0, 0), (1e308, 1), (float("inf"), -1.0), (2.0, -1074)
for _ in range(12):
    answers = [power(a, b) for a, b in pairs]
print(answers)
for a, b in (-8.0, 0.5), (0.0, -1), (0.0, -0.5), (1e308, 2), (-2.0, 1e10), (float("nan"), 0), (2.0, True), (2.0, 10**400):
    try:
        print(power(a, b))
    except (ZeroDivisionError, OverflowError) as e:
        print(type(e).__name__)
