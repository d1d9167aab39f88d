# bytes() and bytearray() accept counts, iterables, buffers, texts with an encoding and objects with __bytes__; each refuses the rest in its own words.
import array
import warnings

warnings.simplefilter("ignore", SyntaxWarning)


class Bytes:
    def __init__(self, answer): self.answer = answer
    def __bytes__(self): return self.answer


class Index:
    def __index__(self): return 3


class Both(Index):
    def __bytes__(self): return b"both"


class Iter:
    def __iter__(self): return iter([1, 2, 3])


class Seq:
    def __len__(self): return 3
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i + 65


class Sub(bytes):
    def __bytes__(self): return b"override"
    def __repr__(self): return "Sub"


class Broken:
    def __iter__(self): raise ZeroDivisionError("broken")


class Hint(Iter):
    def __length_hint__(self): return -5


sources = "0 5 True -1 2.5 'abc' None [] [1,2] (255,) [256] [-1] ['a'] [2.5] {1} range(3) b'xy' bytearray(b'xy') memoryview(b'xyz')[::2] array.array('h',[1,2]) Bytes(b'ok') Bytes('no') Bytes(None) Bytes(bytearray(b'x')) Index() Both() Iter() Seq() Sub(b'sub') Broken() Hint() 2**100 [2**100] [Index(),4] {65:1} {'a':1} iter(b'ab') map(int,'12') 1j object type".split()
for kind in (bytes, bytearray, type("B", (bytes,), {}), type("A", (bytearray,), {})):
    for source in sources:
        try:
            result = kind(eval(source))
            print(kind.__name__, source, type(result).__name__, kind.__repr__(result))
        except Exception as e:
            print(kind.__name__, source, type(e).__name__, str(e).partition(" object at")[0])
cases = """
bytes("é", "utf-8"), bytes("é", "latin-1"), bytes("é", "ascii", "replace"), bytes("é", encoding="utf-16-le"), bytes("é", errors="ignore", encoding="ascii"), bytes(source="a", encoding="ascii"), bytearray("a", "ascii")
bytes("é", "ascii")
bytes("é", errors="ignore")
bytes(b"x", "ascii")
bytes(5, errors="x")
bytes(encoding="ascii")
bytearray(errors="strict")
bytes([1], "ascii")
bytes("a", 5)
bytes("a", "nonsense")
bytes(1, 2, 3, 4)
bytes(string=b"x")
bytes(), bytearray(), bytes(b"x") is bytes(b"x") or True, b"a" + bytearray(b"b"), bytearray(b"a") + b"b", b"a" + memoryview(b"b")
b"a" + "b"
b"a" + 1
b"a" * 3, 0 * b"a", b"ab" * -1
b"a" * 1.0
b"abc"[1], b"abc"[-1], b"abc"[0:2], b"abc"[::-1], b"abc"[True]
b"abc"[3]
b"abc"["a"]
97 in b"abc", b"bc" in b"abc", b"" in b"", bytearray(b"b") in b"abc", memoryview(b"b") in b"abc"
"a" in b"abc"
256 in b"abc"
None in b"abc"
b"a" == "a", b"a" == bytearray(b"a"), b"a" == memoryview(b"a"), b"a" < bytearray(b"b"), b"ab" > b"a", b"a" == 97, b"\\xff" > b"a"
b"a" < "b"
b"a" >= 1
b"a".count(97), b"aXa".find(88), b"abc".index(b"c"), b"abc".rfind(98), b"aaa".count(b"aa"), b"abc".find(b"", 3), b"abc".count(b"")
b"abc".find(256)
b"abc".find("a")
b"abc".index(100)
b"abc".startswith((b"x", b"a")), b"abc".endswith(bytearray(b"c")), b"abc".startswith(b"b", 1)
b"abc".startswith("a")
b"abc".startswith(97)
b"a\\r\\nb\\rc\\n\\x0bd\\x85".splitlines(), b"a\\x1cb".split(), b" \\x0b\\x0ca ".strip(), b"a b".split(b" "), b"aXbX".rsplit(b"X", 1), bytearray(b"a.b").partition(b"."), b"a.b".rpartition(b"x"), b"a".center(5, b"*"), b"a".ljust(3, bytearray(b"-")), b"-1".zfill(4), b"a\\tb".expandtabs(4)
b"a".center(5, "*")
b"a".center(5, b"ab")
b"a".split("a")
b"a".replace(b"a", "b")
b"aXa".replace(b"a", b"bb", 1), b"".replace(b"", b"-"), b"ab".replace(b"", b"-"), b"Ab1".swapcase(), b"ab cd".title(), b"AB\\xe9".lower(), b"\\xe9".isalpha(), b"a1".isalnum(), b"".isascii(), b"Ab".istitle(), b"ab".capitalize(), b" ".isspace(), b"12".isdigit()
repr(b"a'b"), repr(b'a"b'), repr(b"a'\\"b"), repr(b"\\t\\n\\r\\\\\\x00\\x7f\\xff"), str(b"x"), repr(bytearray(b"'")), f"{b'x'!r:>6}"
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
