# timedelta: normalised days, seconds and microseconds; exact arithmetic with ints, rounded with floats; and the borders.
from datetime import timedelta as T

cases = """
T(), T(1), T(-1), T(seconds=-1), T(microseconds=-1), T(hours=25), T(weeks=1, days=-7), T(days=1.5), T(seconds=0.5), T(milliseconds=1.0005), T(microseconds=0.5), T(microseconds=1.5), T(microseconds=2.5), T(minutes=1.1), T(days=1, seconds=-86400), T(1, 2, 3, 4, 5, 6, 7), T(days=True)
str(T()), str(T(1)), str(T(-1)), str(T(2, 3661, 5)), str(T(seconds=-1)), str(T(hours=100)), str(T(microseconds=1)), str(T(days=-2, hours=1)), repr(T(0)), repr(T(0, 5)), repr(T(1, 0, 5)), repr(-T(microseconds=1))
T("1")
T(None)
T(1j)
T(x=1)
T(1, 2, 3, 4, 5, 6, 7, 8)
T(days=10**10)
T(days=float("inf"))
T(days=float("nan"))
T(days=999999999, hours=24)
T.max + T(microseconds=1)
T.min, T.max, T.resolution, T.max.total_seconds(), T.min.days, T.max.seconds, T.max.microseconds
-T.max
T.min * -1
-T.min
T(1) + T(2), T(1) - T(2), -T(1), +T(1), abs(T(-1)), T(1) * 3, 3 * T(1), T(1) * 0.5, T(1) * -1.5, T(microseconds=3) * 0.5, T(microseconds=5) * 0.5, T(1) / 2, T(1) / 3, T(1) / T(hours=1), T(1) // 7, T(1) // T(hours=5), T(-1) // 7, T(1) % T(hours=5), T(-1) % T(hours=7), divmod(T(1), T(hours=5)), T(1) / 0.5, T(microseconds=1) / 2, T(microseconds=3) / 2, T(microseconds=-3) // 2, sum([T(1), T(2)], T())
T(1) + 1
1 - T(1)
T(1) * "a"
T(1) * T(1)
T(1) / 0
T(1) // 0
T(1) / T(0)
T(1) % 5
T(1) % T(0)
1 / T(1)
T(1) // 1.5
T(1) * float("nan")
T(1) * float("inf")
divmod(T(1), 5)
round(T(1))
int(T(1))
float(T(1))
T(1) < T(2), T(1) == T(hours=24), T(1) == 1, T(1) != "a", T(0) == 0, hash(T(1)) == hash(T(hours=24)), {T(1): 1}[T(hours=24)], max(T(1), T(hours=25)), sorted([T(2), T(-1)]), bool(T()), bool(T(microseconds=1))
T(1) < 1
T(1, 2, 3).total_seconds(), T(microseconds=1).total_seconds(), T(-1, 1).total_seconds(), T(1).days, T(-1, 5).seconds, T(microseconds=-1).microseconds, T(10**8).total_seconds()
T(1).__reduce__(), T(1, 2, 3).__reduce__()[1], T(1).__class__, T(1).__mul__("a"), T(1).__add__(1), T(1).__truediv__("x"), T(1).__divmod__(1)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__)
for statement in ("T(1).days = 2", "T(1).x = 1", "del T(1).seconds"):
    try: exec(statement)
    except Exception as e: print(statement, type(e).__name__)


class S(T):
    def __new__(cls, *a, **k): self = super().__new__(cls, *a, **k); self.extra = 1; return self


s = S(1)
print(s, repr(s), type(s + s).__name__, type(s * 2).__name__, type(-s).__name__, s == T(1), s.extra, isinstance(s / 2, T), type(abs(S(-1))).__name__)
for n in range(-5, 6):
    print(T(microseconds=n) / 2 // T.resolution, T(microseconds=n) * 0.5 // T.resolution, T(microseconds=n) // 2 // T.resolution, T(microseconds=n / 2) // T.resolution, end="; ")
print()
