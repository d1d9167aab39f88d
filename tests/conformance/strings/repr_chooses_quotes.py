# repr picks the quote, escapes what is not printable, and keeps printable non-ASCII.
for s in ("", "a", "it's", 'say "x"', "both ' and \"", "\n\r\t\\\0\x7f\x80", "é€😀", "\u200b\u2028\xa0\xad", "\ud800", "\U000e0001\uffff", "\x1b[0m"):
    print(ascii(repr(s)), ascii(s), len(repr(s)))
for b in (b"", b"it's", b'"', b"'\"", bytes(range(0, 256, 17)), b"\\\n\r\t"):
    print(b, bytearray(b), repr(memoryview(b).tobytes()))
print(repr("a" "\\"), str(b"x"), "%r %a" % ("é", "é"), f"{'é'!a} {'x'!r}")
