# The whole format mini-language on ints, floats, strings.
for spec in ("", "d", "5", "<5", ">5", "^5", "=5", "05", "+", " ", "-", "+05d", "x", "#x", "#X", "o", "#o", "b", "#010b", "_b", ",", "_", "c", "e", ".2f", "%", "n", "*^9", "0>4", "é<4", "<<4", "z.1f", "#.3g", "10,.2f", "+.1e", "08.3f", "012_", "=+8", "x<+6d", "_x", "#_x", "G", "E", "F"):
    row = []
    for v in (65, -3, 0):
        try: row.append(format(v, spec))
        except (ValueError, OverflowError) as e: row.append(f"E: {e}")
    print(repr(spec), row)
for spec in ("", "g", ".3", ".0f", "#.0f", ".3g", "#.3g", "e", ".0e", "%", ".1%", "10", "<10", "^10.2f", "+", "08.2f", ",", "_.2f", ",.3f", "n", "z.0f", "G", "E", "F", ".10", "010", "=+12.3", "d", "x", "s"):
    row = []
    for v in (1234567.891, -0.0001234, 0.0, -0.0, 1e20, float("inf"), float("nan"), 0.5):
        try: row.append(format(v, spec))
        except (ValueError, OverflowError) as e: row.append(f"E: {e}")
    print(repr(spec), row)
for spec in ("", "s", "6", "<6", ">6", "^6", ".2", "*^7.2", "06", "=6", "+", ",", "d", "#", "z", "10.3s", "\u20ac>5", "{<5"):
    try: print(repr(spec), repr(format("abc", spec)))
    except ValueError as e: print(repr(spec), e)
print("{:.{p}f} {!r:>{w}} {0}".format(1.5, p=2, w=4) if 0 else "{:.{p}f} {!r:>{w}}".format(1.5, "a", p=2, w=4), "{0} {1} {0}".format("a", "b"), "{a.real} {b[0]} {c[k]} {{}}".format(a=5, b=[1], c={"k": 2}), "{:{}}|{:>{}}".format("a", 3, "b", 4), "{0[1][x]}".format([0, {"x": 9}]), "{:%Y}".format(__import__("datetime").date(2020, 1, 2)))
for f, a in (("{", ()), ("}", ()), ("{}", ()), ("{0} {}", (1, 2)), ("{} {0}", (1, 2)), ("{a}", ()), ("{0.x}", (1,)), ("{0[a]}", ([1],)), ("{0[5]}", ([1],)), ("{!x}", (1,)), ("{!}", (1,)), ("{:{:{}}}", (1, 2, 3)), ("{0!r", (1,)), ("{:d}", ("a",)), ("{1}", (1,)), ("{0[}", (1,)), ("{.}", (1,)), ("{0x}", (1,)), ("{-1}", (1,)), ("{0!rr}", (1,)), ("{:5", (1,)), ("{ }", (1,)), ("{[0]}", ("ab",)), ("{:,d_}", (1,)), ("{a b}", ())):
    try: print(f, "=", f.format(*a))
    except Exception as e: print(f, "->", type(e).__name__, e)
