# Zones, ISO texts and strftime/strptime: every form that fromisoformat takes, offsets to the microsecond, zones of the program's own.
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo


class Odd(tzinfo):
    def __init__(self, off=timedelta(hours=1), name="Odd", dst=timedelta(0)): self.o, self.n, self.d = off, name, dst
    def utcoffset(self, dt): return self.o
    def tzname(self, dt): return self.n
    def dst(self, dt): return self.d
    def __repr__(self): return "Odd()"


H = timedelta(hours=1)
dt = datetime(2024, 3, 4, 5, 6, 7, 89)
cases = """
timezone.utc, timezone(H), timezone(-H), timezone(H, "N"), timezone(timedelta(hours=5, minutes=30)), timezone(timedelta(seconds=1)), timezone(timedelta(microseconds=-1)), str(timezone(H)), str(timezone(-H * 5.5)), str(timezone.utc), str(timezone(H, "N")), timezone(timedelta(0)) is timezone.utc, timezone(timedelta(0)) == UTC, timezone.min, timezone.max, timezone(H) == timezone(H, "x"), hash(timezone(H)) == hash(timezone(H, "x")), timezone(H).utcoffset(None), timezone(H).tzname(None), timezone(H).dst(None), timezone(H).__getinitargs__(), repr(timezone(timedelta(0), "Z"))
timezone(timedelta(hours=24))
timezone(5)
timezone(H, 5)
timezone()
timezone(H).utcoffset(5)
timezone(H).fromutc(dt)
timezone(H).fromutc(dt.replace(tzinfo=timezone(H))), dt.replace(tzinfo=UTC).astimezone(timezone(H)), dt.replace(tzinfo=timezone(H)).astimezone(UTC), dt.replace(tzinfo=Odd()).isoformat(), dt.replace(tzinfo=Odd()).tzname(), dt.replace(tzinfo=Odd(dst=H)).utctimetuple()[3], dt.replace(tzinfo=Odd(dst=H)).timetuple().tm_isdst, str(time(1, tzinfo=Odd())), repr(time(1, tzinfo=Odd()))
dt.replace(tzinfo=Odd(off=None)).isoformat(), dt.replace(tzinfo=Odd(off=None)).utcoffset(), dt.replace(tzinfo=Odd(off=None)) == dt
dt.replace(tzinfo=Odd(off=5)).utcoffset()
dt.replace(tzinfo=Odd(off=timedelta(1))).utcoffset()
dt.replace(tzinfo=Odd(name=5)).tzname()
dt.replace(tzinfo=tzinfo()).utcoffset()
tzinfo().fromutc(dt)
dt.astimezone(5)
dt.isoformat(), dt.isoformat(" "), dt.isoformat("T", "hours"), dt.isoformat(timespec="minutes"), dt.isoformat(timespec="milliseconds"), dt.isoformat(sep="é", timespec="seconds"), time(1, 2).isoformat("auto"), time(1, 2, 3, 4).isoformat(timespec="microseconds"), dt.replace(tzinfo=timezone(timedelta(hours=1, seconds=5))).isoformat(), dt.replace(tzinfo=timezone(timedelta(microseconds=1))).isoformat()
dt.isoformat("ab")
dt.isoformat(timespec="days")
[datetime.fromisoformat(x) for x in ("2024-03-04", "20240304", "2024-W10-1", "2024W101", "2024-03-04T05", "2024-03-04 05:06", "2024-03-04T05:06:07", "20240304T050607", "2024-03-04T05:06:07.1", "2024-03-04T05:06:07,123456789", "2024-03-04T05:06Z", "2024-03-04T05:06+01", "2024-03-04T05:06-01:30", "2024-03-04T05:06+01:02:03.5", "2024-03-04T24:00", "2024-W10")]
[date.fromisoformat(x) for x in ("2024-03-04", "20240304", "2024-W10-7", "2024W10")]
[time.fromisoformat(x) for x in ("05", "05:06", "0506", "T05:06:07", "05:06:07.123", "050607.5", "05:06Z", "05:06+0130", "24:00")]
datetime.fromisoformat(5)
date.fromisoformat("2024-03-04T05")
dt.strftime("%Y-%m-%d %H:%M:%S.%f %j %y %a %A %b %B %I %p %U %W %w %u %V %G %% %Z|%z|%:z"), dt.replace(tzinfo=timezone(timedelta(hours=-5, minutes=-30))).strftime("%z %:z %Z"), dt.replace(tzinfo=timezone(timedelta(seconds=61))).strftime("%z %:z"), date(5, 1, 2).strftime("%d/%m/%y %e %F %D"), f"{dt:%H:%M}", f"{dt}", format(date(2024, 1, 1), "%d.%m"), f"{time(1, 2):%H-%M}", dt.strftime(""), dt.strftime("é%d€"), format(dt, "")
[datetime.strptime(*x) for x in (("2024-03-04", "%Y-%m-%d"), ("4 Mar 24 5:06 PM", "%d %b %y %I:%M %p"), ("2024 64", "%Y %j"), ("05:06:07.12", "%H:%M:%S.%f"), ("2024-03-04 +0130", "%Y-%m-%d %z"), ("2024-03-04 Z", "%Y-%m-%d %z"), ("2024 10 1", "%G %V %u"), ("Monday 2024", "%A %Y"), ("2024-03-04  x", "%Y-%m-%d x"), ("2024-03-04 UTC", "%Y-%m-%d %Z"))]
datetime.strptime("2024", "%Y-%m")
datetime.strptime("2024-01-01 x", "%Y-%m-%d")
datetime.strptime("x", "%Q")
datetime.strptime("1", "%")
datetime.strptime("2024-02-30", "%Y-%m-%d")
datetime.strptime(5, "%Y")
date.strptime("2024-03-04", "%Y-%m-%d"), time.strptime("05:06", "%H:%M")
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__)
for x in ("", "2024", "2024-13-01", "2024-02-30", "2024-W54", "2024-03-04T25", "x" * 10, "2024-03-04T05:06:60", "2024-03-04T05:06+25:00", "2024-03-04T24:01", "24:00:01"):
    for f in (datetime.fromisoformat, date.fromisoformat):
        try: print(f(x), end="; ")
        except ValueError as e: print("refused", end="; ")
    print()
a, b = datetime(2024, 1, 1, 1, 30, tzinfo=Odd()), datetime(2024, 1, 1, 0, 30, tzinfo=UTC)
print(a == b, a - b, a < b, hash(a) == hash(b), min(a, b) is a, a.replace(fold=1) == a, b.astimezone(Odd()), a.astimezone(Odd(2 * H)))
