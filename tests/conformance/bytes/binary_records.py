# Bytes in use: packing by hand, hex, decoding with errors, bytearray edits, memoryview windows.
header = b"PY" + (1).to_bytes(2, "big") + bytes([3, 255])
print(header, header.hex(), header.hex(" "), bytes.fromhex("50 59"), list(header), header[0], header[:2], header[-1:], len(header))
print(b"a,b".split(b","), b"-".join([b"x", b"y"]), b"abc".replace(b"b", b"--"), b"hello".find(b"l"), b" x ".strip(), b"abc".upper(), 97 in b"abc", b"bc" in b"abc")
print("é€".encode(), b"\xc3\xa9".decode(), b"a\xffb".decode("utf-8", "replace"), b"a\xffb".decode("latin-1"), b"a\xffb".decode("ascii", "backslashreplace"), b"a\xff".decode(errors="ignore"))
buf = bytearray(b"hello")
buf[0] = ord("J")
buf += b" world"
buf[1:3] = b"EEE"
del buf[-1]
buf.insert(0, 33)
buf.append(63)
buf.extend([1, 2])
print(buf, buf.pop(), buf.count(b"E"), buf.decode("ascii", "replace"), bytes(buf)[:3], buf == bytes(buf), bytearray(3), bytes(2))
view = memoryview(buf)[1:4]
view[0] = 90
print(bytes(view), buf[:4], len(view), view.tolist(), view[1:].tobytes(), view.readonly, memoryview(b"x").readonly)
view.release()
print(b"%s=%05d" % (b"n", 42), repr(b"it's \"q\" \n\x00\xff"), b"\x41\101", rb"\x41", b"abc" < b"abd", hash(b"a") == hash(bytes(b"a")), bytes(range(3)), sum(b"ab"))
for bad in (lambda: bytes([256]), lambda: b"a" + "b", lambda: bytes("x"), lambda: b"abc"[9], lambda: b"\xff".decode(), lambda: bytes.fromhex("5"), lambda: bytes(-1),
            lambda: b"ab".index(b"z"), lambda: bytearray(b"x").append(300), lambda: b"a" % 1, lambda: b"".join(["x"]), lambda: int(b"x"), lambda: setattr(b"", "x", 1)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(int(b"12"), float(b"1.5"), str(b"x"), str(b"x", "ascii"), bytes(b"y"), ascii("é"), b"a" == "a")
