# Each presentation type of a float with each option beside it: what is shown, and which combinations are refused in which words.
import itertools

values = [0.0, -0.0, 1.0, -1234567.891, 0.00001234, 1e100, float("inf"), float("-nan")]
for kind in ("", "e", "E", "f", "F", "g", "G", "n", "%"):
    for v in values:
        row = [format(v, option + kind) for option in ("", "#", "+", " ", "z", ".0", ".3", "#.0", "+012.2", "_", ",.3", "*^14.2", "=+16.1", "z.0") if not (kind == "n" and ("_" in option or "," in option))]
        print(repr(v), kind, row)
for kind in ("d", "s", "x", "c", "b", "o", "X", "a", "r", "é", "\n", "0"):
    try:
        print(repr(kind), repr(format(1.5, kind)))
    except Exception as e:
        print(repr(kind), type(e).__name__, e)
cases = """
format(1.5, ",_f")
format(1.5, "_,f")
format(1.5, ",n")
format(1.5, "_n")
format(1.5, ".")
format(1.5, ".-1f")
format(1.5, "..2f")
format(1.5, "5.5.5f")
format(1.5, "ff")
format(1.5, "<>5")
format(1.5, "f5")
format(1.5, "+-f")
format(1.5, "99999999999999999999f")
format(1.5, ".99999999999999999999f")
format(1.5, "zd")
format(1.5, "0005.1f"), format(1.5, "<05.1f"), format(1.5, "=5"), format(-1.5, "x=8"), format(-1.5, "06"), format(-1.5, "<06")
format(1234567.5, "015,.2f"), format(1234567.5, "016,.2f"), format(0.5, "08,.1f"), format(-1.0, "012_.1f"), format(1e6, "010,"), format(12345.678, ",")
format(12345.6789012, ".,f")
format(12345.6789012, ".7,f"), format(12345.6789012, ",.7_f"), format(0.123456789, "._f"), format(0.1234567, ".7_e"), format(123456.654321, "_.6,f")
format(1e6, ".6_g"), format(1/3, ".10_"), format(0.5, ".3,%")
format(1.5, ".__f")
format(1.5, ".,_f")
format(True, ".1f"), format(10**20, ".3e"), format(7, "%"), format(3, "g"), format(12345, "n"), format(10**16, ".3"), 
format(10**400, "f")
format(10, ".2d")
format(1.0, "\\0>5"), format(1.0, "{>5"), f"{1.0:}>5}" if 0 else "", format(1.0, "\\u20ac^9")
"{:{w}.{p}{k}}".format(3.14159, w=10, p=3, k="e"), f"{3.14159:{'>'}{8}.{2}f}", "{:.{}f}".format(2.5, 0)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
digests = [format(v, "".join(parts)) for parts in itertools.product(("", "<", "^"), ("", "+"), ("", "0"), ("", "9"), ("", ","), ("", ".2"), ("e", "g", "%")) for v in (2.675, -98765.4321)]
print(len(digests), len(set(digests)), *digests[::37], sep="|")
