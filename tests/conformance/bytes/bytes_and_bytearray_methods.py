# bytes share str's methods but with their own argument rules.
b = b"Hello, World"
print(b.upper(), b.split(b", "), b.find(b"o"), b.find(111), b.replace(b"l", b"L"), b[0], b[0:1], b[::-1], list(b[:3]), b.hex(), b.hex(":"), b.hex("_", 4), bytes.fromhex("48 65\n6c"))
print(b.count(b"l"), b.index(b"W"), b.startswith((b"x", b"H")), b.title(), b.swapcase(), b.center(16, b"*"), b.partition(b","), b" a ".strip(), b"a-b".rsplit(b"-"), b.translate(None, b"lo"), bytes.maketrans(b"ab", b"xy")[97:99])
a = bytearray(b"abc")
a.append(100); a.extend(b"ef"); a += b"g"; a[0] = 65; a[1:3] = b"XYZ"; a.insert(0, 33); del a[-1]; print(a, a.pop(), a.pop(0), len(a))
a.reverse(); print(a, a * 2, a == bytes(a), a.copy() is a, a.remove(90), a); a.clear(); print(a, bytearray(3), bytearray([1, 2]), bytearray("é", "utf-8"))
print(bytes(3), bytes([65, 66]), bytes("é", "latin-1"), bytes(range(3)), bytes(bytearray(b"x")), b"a" + bytearray(b"b"), bytearray(b"b") + b"a", b"%d-%s-%r-%c-%x" % (1, b"x", 2, 65, 255), b"%5.1f|%-4s|" % (2.55, b"a"))
for f in (lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes("a"), lambda: bytes(1, 2), lambda: bytes(-1), lambda: bytes(["a"]), lambda: bytearray(b"a").append(256), lambda: bytearray(b"a").append("x"), lambda: bytes.fromhex("0g"), lambda: bytes.fromhex("1"), lambda: b"a".join([1]), lambda: b"a".find("b"),
          lambda: bytearray().pop(), lambda: bytearray(b"a").remove(5), lambda: b"abc".index(b"z"), lambda: b"%s" % "a", lambda: b"a".split(""), lambda: b"a".decode("ascii", 1), lambda: b"%q" % 1, lambda: bytes(1.5), lambda: bytes({}), lambda: b"a".startswith("a"), lambda: b"a" < "a"):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
