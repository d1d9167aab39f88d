# bytes.hex with separators, fromhex with its positions, translate with deletions and maketrans: the small tools of binary protocols.
data = bytes(range(0xB8, 0xC0))
for sep in ("", ":", "-", b" ", "\x00", "\x7f"):
    for n in (None, 1, 2, 3, -2, -3, 8, 100, 0, -100):
        try:
            print(ascii(sep), n, repr(data.hex(sep) if n is None else data.hex(sep, n)), end="; ")
        except Exception as e:
            print(ascii(sep), n, type(e).__name__, e, end="; ")
    print()
cases = """
b"".hex(), b"".hex(":"), b"a".hex(":"), bytearray(b"ab").hex("-"), memoryview(b"abcd").hex(":", 2), memoryview(b"abcdef")[::2].hex(":"), b"ab".hex(sep="|", bytes_per_sep=1)
b"ab".hex("é")
b"ab".hex(b"\\xe9")
b"ab".hex("::")
b"ab".hex(1)
b"ab".hex(None)
b"ab".hex(":", "x")
b"ab".hex(":", 1.5)
b"ab".hex(bytes_per_sep=2)
b"ab".hex(":", 2**31 - 1), b"ab".hex(":", -2**31 + 1)
bytes.fromhex("00 ff\\tAB\\n cd"), bytes.fromhex(""), bytes.fromhex("  "), bytearray.fromhex("0a0B"), bytes.fromhex("f0"*3)
bytes.fromhex("0")
bytes.fromhex("0 0")
bytes.fromhex("00 1")
bytes.fromhex("zz")
bytes.fromhex("0g")
bytes.fromhex("00gg")
bytes.fromhex("00:11")
bytes.fromhex("é0")
bytes.fromhex("0\\u0661")
bytes.fromhex("00\\x00")
bytes.fromhex("00\\xa011")
bytes.fromhex(b"0a"), bytes.fromhex(bytearray(b"0a 0b")), bytearray.fromhex(memoryview(b"ff"))
bytes.fromhex(b"0x")
bytes.fromhex(5)
bytes.fromhex(None)
bytes.fromhex()
type("B", (bytes,), {}).fromhex("00").__class__.__name__, type("A", (bytearray,), {}).fromhex("00").__class__.__name__
bytes.maketrans(b"abc", b"xyz")[96:101], len(bytes.maketrans(b"", b"")), bytes.maketrans(b"aa", b"xy")[97], bytearray.maketrans(bytearray(b"a"), memoryview(b"b"))[97]
bytes.maketrans(b"a", b"")
bytes.maketrans("a", "b")
bytes.maketrans(b"a")
b"hello".translate(bytes.maketrans(b"el", b"ip")), b"hello".translate(None, b"l"), b"hello".translate(None), b"hello".translate(bytes(range(256)), b"eo"), b"hello".translate(bytes.maketrans(b"h", b"H"), delete=b"l"), bytearray(b"hello").translate(None, b"lo"), b"".translate(bytes(256)), b"aaa".translate(None, delete=b"a")
b"a".translate(b"short")
b"a".translate("x" * 256)
b"a".translate()
b"a".translate(None, "a")
b"a".translate(None, None)
b"a".translate(5)
b"hello".translate(memoryview(bytes(range(255, -1, -1)))), b"hello".translate(bytearray(range(256)))
b"a,b".join([b"1", bytearray(b"2"), memoryview(b"3")]), bytearray(b"-").join((b"a", b"b")), b"".join([]), b"x".join([b"only"]), type(bytearray(b"").join([])).__name__
b",".join([b"a", "b"])
b",".join([1])
b",".join(5)
b",".join("ab")
bytearray(b",").join([b"a", None])
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
