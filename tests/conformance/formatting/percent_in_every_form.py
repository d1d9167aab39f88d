# % formatting reads flags, widths, stars, mappings and length letters as C's printf did; bytes know %b and %a besides.
class Shown:
    def __str__(self): return "str"
    def __repr__(self): return "repr\xe9"
    def __index__(self): return 65
    def __float__(self): return 2.5
    def __bytes__(self): return b"by"


class Counted(dict):
    def __missing__(self, key): return f"<{key}>"


cases = """
"%s|%r|%a|%c|%d|%i|%u|%x|%o|%f|%e|%g" % (Shown(), Shown(), Shown(), Shown(), 5, 6, 7, Shown(), Shown(), Shown(), Shown(), Shown())
"%d" % Shown()
"%c" % "é", "%c" % 0x1f600, "%5c|%-5c|" % ("a", 98), "%c" % True == chr(1)
"%c" % -1
"%c" % 1.5
"%c" % ""
"%5d|%-5d|%05d|%+d|% d|%+5d|%-05d|% 05d|%+05d" % ((42,) * 9)
"%.3d|%8.3d|%-8.3d|%08.3d|%.0d|%+.3d|%.d" % (5, 5, 5, 5, 0, 7, 8)
"%#x|%#X|%#o|%#10x|%-#10x|%#010x|%#.5x|%+#x|%x|%o" % (255, 255, 8, 255, 255, 255, 255, 255, -255, -8)
"%5s|%-5s|%.2s|%5.1s|%05s|%+s|%#s" % ("abc", "abc", "abc", "abc", "abc", "abc", "abc")
"%5.1f|%-8.2f|%08.2f|%+.1f|% .1f|%#.0f|%.0f|%.f" % (3.14159, 2.5, -2.5, 2.5, 2.5, 3.0, 2.5, 3.5)
"%e|%E|%.0e|%#.0e|%g|%G|%#g|%.3g|%010.3e" % (12345.678, 12345.678, 12345.678, 12345.678, 1e-5, 1e20, 1.0, 1234.5, -0.00012)
"%f %F %e %g %5f|%-7f|%07f|%+f" % (float("inf"), float("nan"), float("-inf"), float("nan"), float("inf"), float("inf"), float("-inf"), float("inf"))
"%*d|%-*d|%.*f|%*.*f|%0*d" % (5, 42, 5, 42, 2, 3.14159, 8, 2, 2.71828, 6, 42)
"%*d|%.*f" % (-5, 42, -1, 3.14159)
"%*d" % (1.5, 2)
"%*d" % (5,)
"%(a)s %(b)d %(a)r" % {"a": "x", "b": 2, "c": 3}
"%(a(b))s %()s %(a%)s" % {"a(b)": 1, "": 2, "a%": 3}
"%(a)s" % Counted(), "%(x)5s|%(y)-5s|" % Counted(y=1), "%%%(a)s%%" % {"a": 1}
"%(a)*d" % {"a": 1}
"%(a)s %s" % {"a": 1}
"%(a)s" % (1,)
"%(a" % {"a": 1}
"%(a)" % {"a": 1}
"%s" % {"a": 1}, "%s" % [1, 2], "%s" % {1}, "%s" % None, "%r" % "a'b", "%s" % ((1, 2),), "no" % {}, "no" % [], "no" % Counted()
"no" % 1
"no" % (1,)
"no" % "x"
"no" % ()
"%s %s" % [1, 2]
"%s %s" % "ab"
"%s" % (1, 2)
"%%" % (), "100%%" % {}, "%%d" % (), "%5%|" % (), "%-5%|" % ()
"%" % ()
"%5" % 1
"%q" % 1
"%é" % 1
"%\\x01" % 1
"a%" % (1,)
"%ld %hd %Lf %lli" % (1, 2, 3.0, 4)
"%lli" % 4
"%d %d %d" % (1.9, -1.9, True), "%i" % 1e20, "%d" % 10**30, "%x" % 2**70, "%s" % 10**30
"%d" % "5"
"%d" % 1j
"%d" % float("nan")
"%d" % float("inf")
"%x" % 1.0
"%o" % "7"
"%f" % "1"
"%f" % 10**400
"%.50f" % 0.1, "%.100g" % 0.1, "%500s" % "x" == " " * 499 + "x"
"%99999999999999999999d" % 1
"%.99999999999999999999d" % 1
b"%s %b %a %r %c %c %d %x" % (b"x", Shown(), "é", "é", 65, b"B", 5, 255)
b"%s" % "x"
b"%b" % 5
b"%c" % 256
b"%c" % "a"
b"%c" % b"ab"
b"%5s|%-5s|%.2s|%05d|%+d|%#x|%.2f" % (b"abc", b"abc", b"abc", 42, 42, 255, 2.5), b"%(a)s" % {b"a": b"1"}, bytearray(b"%s") % b"x", b"%s" % memoryview(b"mv"), b"%%" % ()
b"%(a)s" % {"a": b"1"}
b"%q" % 1
b"%d" % "5"
b"%s %s" % (b"a",)
b"%s" % (b"a", b"b")
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
