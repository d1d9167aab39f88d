# Items of every type code, read and written where a loop does it, at both ends and beyond.
from array import array

LIMITS = dict(b=(-128, 127), B=(0, 255), h=(-(2**15), 2**15 - 1), H=(0, 2**16 - 1), i=(-(2**31), 2**31 - 1),
              I=(0, 2**32 - 1), q=(-(2**63), 2**63 - 1), Q=(0, 2**64 - 1))


def read(items, places):
    return [items[n] for n in places]


def write(items, place, value):
    items[place] = value


for code, limits in LIMITS.items():
    items = array(code, [*limits, 1, 2])
    for _ in range(12):
        write(items, 2, 7)
        write(items, -1, 9)
        seen = read(items, (0, 1, 2, 3, -1, -2, -3, -4))
    print(code, seen)
    for place, value in (4, 0), (-5, 0), (0, limits[1] + 1), (0, limits[0] - 1), (0, 1.5), (0, "a"), (1.0, 1), (True, 3):
        try:
            write(items, place, value)
        except (IndexError, TypeError) as e:
            print("", type(e).__name__, e)
        except OverflowError:
            print(" does not fit")
    for place in 4, -5, "a", True:
        try:
            print("", read(items, [place]))
        except (IndexError, TypeError) as e:
            print("", type(e).__name__, e)
for code in "fd":
    items = array(code, [0.1, -0.0, float("nan"), float("inf")])
    for _ in range(12):
        seen = read(items, range(-4, 4))
        write(items, 0, 3)
        write(items, 1, items[1])
    print(code, seen, items)
items = array("w", "añ字")
for _ in range(12):
    seen = read(items, range(3))
    write(items, 0, "b")
print(seen, items, items[0:2], items[::-1])


class Doubled(array):
    def __getitem__(self, place):
        return super().__getitem__(place) * 2


class Plain(array):
    pass


for _ in range(12):
    seen = read(Doubled("i", [1, 2]), (0, -1)), read(Plain("i", [1, 2]), (0, -1))
print(seen)
