# date, time and datetime: borders of the calendar, comparison between kinds, replace, and the words in which bad values are refused.
import copy
import pickle
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo

d, t, dt = date(2024, 2, 29), time(1, 2, 3, 4), datetime(2024, 2, 29, 23, 59, 59, 999999)
cases = """
d, t, dt, str(d), str(t), str(dt), repr(time(5)), repr(time(5, 6, 7)), repr(datetime(1, 1, 1)), repr(datetime(2024, 1, 1, 0, 0, 0, 5)), time(1, fold=1), datetime(2024, 1, 1, tzinfo=UTC), time(1, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))
date(2023, 2, 29)
date(0, 1, 1)
date(10000, 1, 1)
date(2024, 13, 1)
date(2024, 1, 0)
date(2024, 1)
date("2024", 1, 1)
date(2024.0, 1, 1)
date(2024, 1, 1, 1)
date(year=2024, month=1, day=2), date.min, date.max, date.resolution, datetime.min, datetime.max, time.min, time.max, MINYEAR, MAXYEAR
time(24)
time(1, 60)
time(1, 1, 60)
time(1, 1, 1, 10**6)
time(1, fold=2)
time(1, tzinfo=5)
datetime(2024, 1, 1, 25)
datetime(2024, 1, 1, tzinfo="UTC")
datetime(2024)
d.replace(year=2025)
d.replace(day=1), t.replace(hour=0, fold=1), dt.replace(microsecond=0, tzinfo=UTC), copy.replace(d, month=3, day=1), dt.replace(tzinfo=None)
d.replace(1, 2, 3), d.replace()
d.replace(hour=1)
d.weekday(), d.isoweekday(), tuple(d.isocalendar()), d.isocalendar().week, d.toordinal(), date.fromordinal(1), date.fromordinal(738945), d.timetuple()[:], d.ctime(), date.fromisocalendar(2024, 9, 4), date(2021, 1, 3).isocalendar()[:], date(2020, 12, 31).isocalendar()[1]
date.fromordinal(0)
date.fromordinal(10**7)
date.fromisocalendar(2023, 53, 1)
date.fromisocalendar(2024, 1, 8)
d + timedelta(1), d - timedelta(days=60), d - date(2023, 3, 1), timedelta(1) + d, d + timedelta(hours=23), dt + timedelta(microseconds=1), dt - datetime(2024, 1, 1), datetime(2024, 1, 1) - timedelta(weeks=1)
date.max + timedelta(1)
date.min - timedelta(1)
d + 1
d - 1
d + d
timedelta(1) - d
dt - d
t + timedelta(1)
t - t
d < date(2025, 1, 1), d == dt, dt == d, d != dt, d == date(2024, 2, 29), t < time(2), dt > datetime(2024, 1, 1), d == "x", t == time(1, 2, 3, 4, tzinfo=UTC), datetime(2024, 1, 1) == datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, 12, tzinfo=UTC) == datetime(2024, 1, 1, 14, tzinfo=timezone(timedelta(hours=2))), hash(datetime(2024, 1, 1, 12, tzinfo=UTC)) == hash(datetime(2024, 1, 1, 14, tzinfo=timezone(timedelta(hours=2)))), time(1, fold=1) == time(1)
d < dt
dt < d
d < 5
t < time(1, tzinfo=UTC)
dt < dt.replace(tzinfo=UTC)
dt - dt.replace(tzinfo=UTC)
dt.date(), dt.time(), dt.timetz(), datetime.combine(d, t), datetime.combine(d, t, UTC), datetime.combine(d, time(1, tzinfo=UTC)), datetime.combine(d, t, tzinfo=None), dt.timetuple().tm_yday, dt.utctimetuple()[:3], dt.replace(tzinfo=UTC).timestamp(), datetime.fromtimestamp(0, UTC), datetime.fromtimestamp(1.5, tz=UTC), datetime.fromtimestamp(-1.25, UTC), datetime.fromtimestamp(1e9 + 0.0000005, UTC), date.fromtimestamp(0), datetime.fromtimestamp(2**31 - 1, UTC)
datetime.combine(t, d)
datetime.combine(d, None)
datetime.fromtimestamp(float("nan"), UTC)
datetime.fromtimestamp(1e20, UTC)
datetime.fromtimestamp("x")
bool(time(0)), bool(date.min), bool(timedelta(0)), isinstance(dt, date), type(dt + timedelta(1)).__name__, datetime.__mro__[1], d.__reduce__()[1], dt.__reduce__()[1], t.__reduce_ex__(4)[1], time(1, fold=1).__reduce_ex__(4)[1][0][0], dt.fold, t.tzinfo, dt.utcoffset(), t.dst(), dt.tzname()
[pickle.loads(pickle.dumps(x, p)) == x for x in (d, t, dt, dt.replace(tzinfo=UTC), timedelta(1, 2, 3)) for p in range(6)].count(True), copy.copy(dt), copy.deepcopy(t)
d.x
d.strftime(5)
d.__format__(5)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__)
for statement in ("d.year = 1", "dt.hour = 1", "t.fold = 1", "del d.day", "d.x = 1"):
    try: exec(statement)
    except Exception as e: print(statement, type(e).__name__)


class D(date):
    def __new__(cls, *a, tag=None): self = super().__new__(cls, *a); self.tag = tag; return self
class DT(datetime): pass


s = D(2024, 1, 1, tag="t")
print(repr(s), type(s + timedelta(1)).__name__, type(s.replace(day=2)).__name__, type(D.today()).__name__, type(D.fromordinal(5)).__name__, s.tag, type(DT(2024, 1, 1) + timedelta(1)).__name__, repr(DT.fromisoformat("2024-01-01")), type(DT(2024, 1, 1).date()).__name__, DT(2024, 1, 1) == datetime(2024, 1, 1), type(DT.combine(d, t)).__name__)
