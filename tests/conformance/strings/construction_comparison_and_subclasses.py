# Where a str comes from, how it compares, and what its methods return for subclasses: an exact str, and the very same one where nothing changed.
import warnings

warnings.simplefilter("ignore", SyntaxWarning)
class S(str):
    def __new__(cls, value="", tag=None):
        self = super().__new__(cls, value)
        self.tag = tag
        return self

    def __repr__(self): return f"S{super().__repr__()}"
    def upper(self): return "UP"
    def __len__(self): return 99
    def __iter__(self): return iter([1, 2])
    def __contains__(self, x): return True
    def __getitem__(self, i): return i
    def __add__(self, other): return "added"
    def __radd__(self, other): return "radded"
    def __mod__(self, other): return "modded"
    def __eq__(self, other): return str.__eq__(self, other)
    def __hash__(self): return str.__hash__(self)


s = S("ab c", tag=1)
print(repr(s), str(s), type(str(s)).__name__, s.tag, len(s), list(s), 5 in s, s[3], s + "x", "x" + s, "x%s" % s, s % 1, f"{s}", f"{s!r}", f"{s:>6}", "{}".format(s), "".join([s, s]), type("".join([s])).__name__, s.upper(), s.split(), s == "ab c", hash(s) == hash("ab c"), {s: 1}["ab c"])
for name, args in (("strip", ()), ("replace", ("x", "y")), ("lower", ()), ("ljust", (0,)), ("zfill", (0,)), ("expandtabs", ()), ("removeprefix", ("z",)), ("translate", ({},)), ("splitlines", ()), ("casefold", ()), ("center", (2,)), ("__getnewargs__", ()), ("__str__", ()), ("__mul__", (1,)), ("__rmul__", (1,)), ("rsplit", ("q",))):
    result = getattr(s, name)(*args)
    inner = result[0] if isinstance(result, (tuple, list)) else result
    print(name, repr(result), type(inner).__name__, end="; ")
print()
t = "plain text"
print([getattr(t, n)(*a) is t for n, a in (("strip", ()), ("replace", ("zz", "y")), ("ljust", (3,)), ("removesuffix", ("q",)))], t * 1 is t, str(t) is t, "".join([t]) is t, f"{t}" is t)
cases = """
str(), str(""), str(b""), str(b"abc"), str(b"abc", "ascii"), str(b"\\xe9", "latin-1"), str(b"\\xff", errors="replace"), str(object=5), str(bytearray(b"x"), "utf-8"), str(memoryview(b"mv"), "ascii"), str(b"a", encoding="ascii", errors="strict"), str(object=b"x", encoding="ascii")
str("a", "utf-8")
str(5, "utf-8")
str(b"\\xff", "ascii")
str(b"a", "nonsense")
str(b"a", 5)
str(b"a", "ascii", 5)
str(1, 2, 3, 4)
str(encoding="ascii"), str(errors="strict")
str(x=1)
S("x", tag=5).tag, S().tag, S(b"q"), S(5)
"a" < "b", "a" < "B", "a" < "é", "\\uffff" < "\\U00010000", "\\ud800" < "\\U00010000", "" < "a", "abc" < "abd", "a" * 3 == "aaa", "a" <= "a"
"a" < 1
"a" >= b"a"
"a" == b"a", "a" != 1, "a" == None
"a" * -1, 3 * "ab", "ab" * True, "" * 10**9
"a" * 2.0
"ab"[5]
"ab"["0"]
"ab"[None]
"ab"[0:2:0]
"abc"[::-1], "abc"[5:], "abc"[-2:], "abc"[2:0:-1], "abcdef"[::2], "é\\U0001f600x"[1], "é\\U0001f600x"[::-1]
"a" in "abc", "" in "", "ab" in "ba", "\\U0001f600" in "x\\U0001f600"
1 in "a"
b"a" in "a"
"abc".__contains__("b"), "abc".__getitem__(slice(0, 2)), "a".__add__("b"), "a".__mul__(2), "a".__lt__(1), "a".__eq__(1), "abc".__len__(), "a".__rmod__("%s"), "a".__mod__(())
"a".__add__(1)
"a".__mul__("b")
"a".__getitem__()
iter("ab").__next__(), list(reversed("aé\\U0001f600"))[0] == "\\U0001f600", min("bca"), max("bca"), sorted("bca"), list(enumerate("ab", 1)), "b" > "a" > "A"
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", ascii(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
