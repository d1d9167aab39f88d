# Programs that read binary data meet these messages first: every method of bytes and bytearray told something wrong.
cases = """
bytes(-1)
bytes("a")
bytes("a", "nosuch")
bytes(b"a", "utf-8")
bytes([256])
bytes([-1])
bytes(["a"])
bytes(1.5)
bytes("é", "ascii")
bytes(encoding="utf-8")
bytes("a", errors="strict")
bytearray(-1)
bytearray([300])
bytearray("x")
b"a" + "b"
"a" + b"b"
b"a" * "b"
b"a" * -1
b"a" % 5
b"%d" % "x"
b"%s" % "x"
b"%b" % 5
b"%c" % 256
b"%c" % b"ab"
b"%(k)d" % 3
b"%d"
b"%d %d" % (1,)
b"%d" % (1, 2)
b"%q" % 1
b"abc".find("b")
b"abc".find(300)
b"abc".find(98)
b"abc".index(b"z")
b"abc".rindex(b"z")
b"abc".count("a")
b"abc".count(97)
b"abc".startswith("a")
b"abc".startswith((b"a", "b"))
b"abc".startswith(("b", b"a"))
b"abc".endswith([b"c"])
b"abc".split("b")
b"abc".split(b"")
b"abc".partition(b"")
b"abc".partition("b")
b"abc".join([b"a", "b"])
b",".join([bytearray(b"a"), memoryview(b"b")])
b"abc".join(5)
b"abc".replace("a", b"b")
b"abc".replace(b"a", b"x", 1, 2)
b"abc".translate(b"short")
b"abc".translate(None, b"b")
b"abc".strip("a")
b"abc".strip(97)
b"abc".center(10, "*")
b"abc".center(10, b"**")
b"abc".ljust("x")
b"abc".zfill(7)
b"-5".zfill(4)
b"abc".hex("ab")
b"abc".hex("é")
b"abc".hex(":", 2)
b"abc".hex(":", -2)
bytes.fromhex("zz")
bytes.fromhex("a")
bytes.fromhex("aa b")
bytes.fromhex(5)
bytes.fromhex(" aA Bb ")
bytes.fromhex(b"0a0b")
bytes.maketrans(b"a", b"bc")
bytes.maketrans("a", "b")
b"abc"["a"]
b"abc"[9]
b"abc"[1.0]
b"a" in b"abc", 97 in b"abc"
300 in b"abc"
"a" in b"abc"
b"a" < "a"
b"abc".decode("nosuch")
b"\\xff".decode()
b"\\xff".decode("ascii", "nosuch")
b"ab".decode("utf-8", 5)
b"abc".removeprefix("a")
b"abc".expandtabs("x")
bytearray(b"abc").append("a")
bytearray(b"abc").append(256)
bytearray(b"abc").extend(5)
bytearray(b"abc").extend("ab")
bytearray(b"abc").extend([1, 999])
bytearray(b"abc").insert(0, 256)
bytearray(b"abc").remove(1)
bytearray(b"abc").remove("a")
bytearray().pop()
bytearray(b"a").pop(7)
bytearray(b"abc").__setitem__(0, "a")
bytearray(b"abc").__setitem__(9, 1)
bytearray(b"abc").__setitem__(slice(0, 3, 2), b"x")
bytearray(b"abc").__setitem__(slice(0, 1), "x")
bytearray(b"abc").__delitem__(9)
hash(bytearray())
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", eval(source.replace("\\\\", "\\")))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
