# Where text and bytes meet: each str method given bytes and the other way round, codecs as methods, and mixed containers.
text_methods = [n for n in dir(str) if not n.startswith("_") and n in dir(bytes) and "partition" not in n]
for name in text_methods:
    row = []
    for subject, arguments in (("a,b", [(b",",), (",", b"x"), (44,), (None,), ("," , 1), ("b", ",", "q")]), (b"a,b", [(",",), (b",", "x"), (44,), (None,), (b",", 1), (b"b", b",", b"q"), (bytearray(b","),), (memoryview(b","),)])):
        for args in arguments:
            try: row.append(repr(getattr(subject, name)(*args)))
            except Exception as e: row.append(f"{type(e).__name__}: {e}")
    print(name, *row, sep=" | ")
cases = """
"a" + b"b"
b"a" + "b"
"a" in b"abc"
b"a" in "abc"
"a" == b"a", b"a" == "a", "a" != b"a", {"a": 1}.get(b"a"), b"a" in ["a"], hash("a") == hash(b"a")
"a" < b"b"
b"a" > "b"
"%s" % b"a", "%r" % b"a", f"{b'a'}", "{}".format(b"a"), str(b"a"), "{!a}".format("é")
b"%s" % "a"
b"%b" % "a"
"%c" % b"a"
"".join([b"a"])
b"".join(["a"])
bytes("a")
bytearray("a")
str(b"a", "ascii"), str(b"\\xc3\\xa9", "utf-8"), b"\\xc3\\xa9".decode(), "é".encode(), "é".encode("latin-1"), b"\\xe9".decode("latin-1"), "é".encode("ascii", "ignore"), b"\\xe9".decode("ascii", "replace"), "a".encode(encoding="ascii", errors="strict"), b"a".decode(errors="ignore")
"é".encode("ascii")
b"\\xe9".decode()
"a".encode(5)
"a".encode("ascii", 5)
b"a".decode(5)
"a".decode()
b"a".encode()
b"a".format()
b"a".casefold()
"a".hex()
"a".encode("utf-8", "strict", 1)
"\\ud800".encode()
"\\ud800".encode("utf-8", "surrogatepass"), b"\\xed\\xa0\\x80".decode("utf-8", "surrogatepass") == "\\ud800", b"\\xff".decode("utf-8", "surrogateescape") == "\\udcff", "\\udcff".encode("utf-8", "surrogateescape")
b"\\xed\\xa0\\x80".decode()
b"\\xf5\\x80\\x80\\x80".decode()
b"\\xe2\\x82".decode()
b"\\xc0\\x80".decode()
b"ab\\x80cd".decode("utf-8")
b"\\xf0\\x90\\x80".decode("utf-8", "replace"), b"\\xe2\\x28\\xa1".decode("utf-8", "replace"), b"\\xf0\\x28\\x8c\\xbc".decode("utf-8", "replace"), b"\\xfe\\xff".decode("utf-8", "backslashreplace"), b"\\xe0\\x80\\x80".decode("utf-8", "replace"), b"\\xed\\xbf\\xbf".decode("utf-8", "ignore"), b"\\xf4\\x90\\x80\\x80".decode("utf-8", "replace")
int(b"5"), float(b"1.5"), int(bytearray(b"7")), ord(b"a"), ord("a"), complex("1j"), int("5"), len("é"), len("é".encode()), list("é"), list("é".encode()), "é"[0], "é".encode()[0], sorted("ba"), sorted(b"ba"), max("ab"), max(b"ab"), "a" * 2, b"a" * 2, "ab"[::-1], b"ab"[::-1]
complex(b"1j")
ord("ab")
ord(b"ab")
ord(b"")
chr(b"a")
open(b"\\0")
eval(b"1 + 1"), compile(b"x = '\\xc3\\xa9'", "f", "exec").co_consts[0], eval("'é'"), eval(b"# coding: latin-1\\n'\\xe9'")
eval(b"'\\xff'")
getattr("a", b"upper")
setattr(object(), b"x", 1)
__import__(b"os")
dict(**{b"a": 1})
"a".startswith((b"a",))
b"a".startswith(("a",))
"a".translate({97: b"x"})
b"a".translate({97: 98})
"a,b".partition(b",")
sum([b"a"], b"")
"abc".replace("b", b"x")
"a" if b"" else b"b", bool(b"\\0"), bool("0"), not b"", not ""
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
