# % formatting: flags, widths, mappings, and what it refuses.
print("%d %i %u %x %X %o %c %c %s %r %a %e %E %f %F %g %G %%" % (1, 2, 3, 255, 255, 8, 65, "z", "s", "r", "é", 1.5, 1.5, 1.5, 1.5, 1e-10, 1e20))
print("%5d|%-5d|%05d|%+d|% d|%#x|%#o|%5.3d|%.0f|%.3s|%*d|%-*d|%.*f|%5s|%-5s|%05s|%+.2e|%#.0f|%5c|%05.1f|%x|%d" % (1, 2, 3, 4, 5, 255, 8, 7, 2.5, "abcdef", 4, 1, 4, 2, 2, 3.14159, "a", "b", "c", 12345.678, 3.0, "q", 2.25, -255, 10 ** 20))
print("%(a)s %(b)05.1f %(a)r" % {"a": "x", "b": 2.25}, "%s" % [1], "%s %s" % (1, (2,)), "%s" % ((1, 2),), "%r" % (None,), "%s" % {"a": 1}, "no" % (), "no" % {}, "%d" % True, "%d" % 3.99, "%s" % "é", "%hd %ld %Lf" % (1, 2, 3.0), "%%" % ())
for f, a in (("%d", "a"), ("%d", None), ("%x", 1.5), ("%c", "ab"), ("%c", -1), ("%c", 0x110000), ("%s %s", 1), ("%s", (1, 2)), ("%", 1), ("%q", 1), ("%(a)s", 1), ("%(a)s", {}), ("%(a", {}), ("%*d", ("a", 1)), ("%.q", 1), ("abc", 1), ("abc", (1,)), ("%f", "a"), ("%d", 1j), ("%s %d", ("a",)), ("%5", 1), ("%e", None), ("%c", 1.5), ("%(a)s %s", {"a": 1}), ("%i", "1"), ("%d", float("nan")), ("%d", float("inf")), ("%", ()), ("%o", "8"), ("%u", [])):
    try: print(f, repr(f % a))
    except Exception as e: print(f, repr(a), "->", type(e).__name__, e)
class D(dict):
    def __missing__(self, k): return "<" + k + ">"
print("%(x)s %(y)s" % D(x=1), b"%s %d %a %b" % (b"x", 5, "é", b"q"), b"%(k)s" % {b"k": b"v"}, "%.3r|%5r" % ("abcdef", "a"), "%s" % b"bytes")
