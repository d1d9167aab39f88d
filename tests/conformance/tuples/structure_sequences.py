# Structure sequences (time.struct_time, sys.version_info and the like) are tuples with names, some of which the tuple hides.
import copy
import os
import pickle
import sys
import time

t = time.struct_time((2024, 2, 29, 12, 30, 45, 3, 60, 0))
print(t, repr(t), len(t), t.tm_year, t[0], t[-1], t[1:3], t.n_sequence_fields, t.n_unnamed_fields)
print(t == (2024, 2, 29, 12, 30, 45, 3, 60, 0), hash(t) == hash(tuple(t)), t < (2025,), t + (1,), t * 2 == tuple(t) * 2, tuple(t), list(t)[:2], 29 in t, t.index(29), t.count(0), isinstance(t, tuple), type(t).__mro__, type(t[:3]))
u = time.struct_time((1, 2, 3, 4, 5, 6, 7, 8, 9, "ZONE"), {"tm_gmtoff": 5})
print(u, len(u), u == u[:], u == time.struct_time(tuple(u)))
for cases in ("u.tm_zone, u.tm_gmtoff, t.tm_zone, t.n_fields", "time.struct_time((1, 2))", "time.struct_time(range(12))", "time.struct_time(5)", "time.struct_time((1,) * 9, {'x': 1})", "time.struct_time((1,) * 11, {'tm_zone': 'Q'})", "time.struct_time((1,) * 9, 5)", "os.terminal_size((1, 2, 3))", "copy.replace(t, tm_hour=0)", "copy.replace(t, x=0)", "copy.replace(u, tm_zone='W').tm_zone", "t.__replace__(1)", "copy.copy(u).tm_zone, copy.deepcopy(u).tm_gmtoff, sorted(u.__reduce__()[1][1])", "time.strptime('+0130', '%z').tm_gmtoff", "type(tuple(t)).__name__, type(tuple(u)).__name__", "time.struct_time('abcdefghi')", "time.struct_time(iter(range(9)))", "t._replace(tm_year=1)", "time.struct_time.__match_args__", "type('T', (time.struct_time,), {})", "sys.version_info.__match_args__", "sys.version_info[:2]", "sys.version_info >= (3, 14)", "sys.version_info.major, sys.version_info.releaselevel", "sys.version_info == tuple(sys.version_info)", "type(sys.version_info).__name__, type(sys.version_info).__module__, type(sys.version_info).__qualname__", "type(sys.float_info).__name__, type(sys.hash_info).__name__, type(sys.int_info).__name__, type(sys.thread_info).__name__", "os.terminal_size((80, 24))", "os.terminal_size((80,))", "os.terminal_size((80, 24)).columns", "os.stat_result(range(10)).st_mode", "len(os.stat_result(range(10)))", "os.times_result((1, 2, 3, 4, 5)).elapsed"):
    try:
        print(cases, "->", repr(eval(cases)))
    except Exception as e:
        print(cases, "->", type(e).__name__, e)
for statement in ("t.tm_year = 1", "del t.tm_year", "t[0] = 1", "sys.version_info.major = 4"):
    try:
        exec(statement)
        print(statement, "done")
    except Exception as e:
        print(statement, type(e).__name__, e)
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    back = pickle.loads(pickle.dumps(u, protocol))
    print(protocol, back == u, type(back) is time.struct_time)
print(copy.copy(u).tm_yday, copy.deepcopy(u).tm_isdst, t.__reduce__()[1][0][:2])
match t:
    case time.struct_time(year, month, tm_hour=h):
        print(year, month, h)
print(time.gmtime(0), time.asctime(t), time.strftime("%Y-%m-%d %j %a %B", t), time.strptime("1999-12-31", "%Y-%m-%d"), time.strptime("31 Dec 99 23:59", "%d %b %y %H:%M").tm_yday)
