# The % operator: flags, widths from arguments, mappings and its error messages.
print("%d %i %5d|%-5d|%05d|%+d|% d" % (1, 2, 3, 4, 5, 6, 7))
print("%s %r %a %.2s|%6s|%-6s|" % ("s", "r", "ä", "long", "r", "l"))
print("%x %X %#x %o %#o %c %c %%" % (255, 255, 255, 8, 8, 65, "z"))
print("%f %.2f %e %G %g %8.3f|%-8.1f|%+.1e" % (1.5, 2.345, 12345.678, 1e-10, 1e6, 3.14159, 2.5, 0.00012))
print("%(name)s is %(age)03d" % {"name": "Bob", "age": 7, "unused": None})
print("%*d|%-*d|%.*f" % (6, 42, 6, 42, 2, 3.14159))
print("%s" % [1, 2], "%s and %s" % ("a", ("b", "c")), "%s" % ((1, 2),), "%d%%" % 50)
print("%d" % 3.99, "%x" % 2**70, "%s %s" % (None, True), "%5s%%" % "x")
for text, arg in (("%d", "x"), ("%s %s", "a"), ("%s", (1, 2)), ("%(a)s", 1), ("%(b)s", {"a": 1}), ("%q", 1),
                  ("%", 1), ("%c", "ab"), ("%c", -1), ("%x", 1.5), ("%*d", ("w", 1)), ("no", 5)):
    try:
        print(text % arg)
    except Exception as e:
        print(repr(text), type(e).__name__, e)
print(b"%d %s %b %a" % (1, b"two", b"three", "é"), "%s" % {"a": 1})
