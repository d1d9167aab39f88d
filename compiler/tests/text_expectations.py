"""Records what CPython 3.14 answers: data/text_expectations.txt, which text.rs replays.

Run:  python3.14 text_expectations.py > data/text_expectations.txt
A line is `operation arguments... = answer`; values are written as in Python, with all beyond ASCII escaped, lists
and tuples as `[a,b]`, exceptions as `!Class message` (or start, end and reason of a codec's).
"""
import warnings

warnings.simplefilter("ignore")
S = ["", "a", "abc", "aXbXc", "  a b  ", "\u3000a\x1cb\xa0", "aaaa", "aa\u1234a\U0001f600a", "\ud83d\ude00\udc80",
     "Hello World's it", "\u0130\u0131I\u01c5\u01c4\u1f88", "\u039f\u03a3 \u03a3\u03b1\u03a3'\u03a3 \u03b1\u0345\u03a3",
     "\xdf\ufb03\u0149 stra\xdfe", "12\xb2\xbd\u0661\u2167", "a_1", "1a", "\u2118x\xb7", "A\u02b0\u03a3b", "ab\tc\n\td\r\te",
     "a\r\nb\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l\n", "\n\r", "+12", "-\u0661", "''\"\\\x7f\x00\xad\u0378", "'x'",
     "\u13a0\uab70\U00010400\U0001e921", "\u1e9e\u0390", "\u01f0\u03f4\u212a"]
B = [s.encode("utf-8", "surrogatepass") for s in S]


def show(value):
    if isinstance(value, (bytes, str, int)) or value is None:
        return ascii(value)
    if isinstance(value, (float, complex)):
        return repr(value)
    return "[" + ",".join(map(show, value)) + "]"


def quoted(value):
    return '"' + "".join(f"\\{ord(c):x};" if not 0x20 < ord(c) < 0x7f or c in "\\\"'" else c for c in value) + '"'


def argument(value):
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, (bytes, bytearray)):
        return ("b" if isinstance(value, bytes) else "bytearray") + quoted(value.decode("latin-1"))
    return str(value)


def record(operation, call, *arguments):
    try:
        answer = show(call(*arguments))
    except UnicodeError as error:
        answer = f"!{type(error).__name__} {error.start} {error.end} {error.reason} / {error}"
    except Exception as error:
        answer = f"!{type(error).__name__} {ascii(str(error))}"
    print(operation, *map(argument, arguments), "=", answer)


def method(name, *arguments):
    record(name, lambda self, *rest: getattr(self, name)(*rest), *arguments)


PLAIN = """upper lower title capitalize swapcase isalpha isdigit isalnum isspace istitle isupper islower
isascii split rsplit splitlines strip lstrip rstrip zfill:5 zfill:4 zfill:-1 expandtabs expandtabs:3 expandtabs:0
center:7 center:8 center:9 ljust:7 rjust:7 splitlines:1 split:None:1 rsplit:None:1 split:None:0 rsplit:None:2""".split()
for both in (S, B):
    for text in both:
        for name in PLAIN:
            name, *rest = name.split(":")
            method(name, text, *[None if r == "None" else int(r) for r in rest])
        record("repr", repr, text)
for text in S:
    for name in "casefold isdecimal isnumeric isidentifier isprintable".split():
        method(name, text)
    record("ascii", ascii, text)
PAIRS = [("aXbXc", "X"), ("aaaaa", "aa"), ("", ""), ("abc", ""), ("\u1234a\u1234b", "\u1234"), ("ab\U0001f600", "\U0001f600"),
         ("\u1234\u1235", ""), ("aaa", "aaaa"), ("\udc80x\udc80", "\udc80"), ("a,b,,c,", ",")]
for text, part in PAIRS + [(a.encode("utf-8", "surrogatepass"), b.encode("utf-8", "surrogatepass")) for a, b in PAIRS]:
    for name in "find rfind index rindex count startswith endswith".split():
        for start, end in [(None, None), (1, None), (0, -1), (-2, None), (2, 1), (3, None), (4, None), (-99, 99), (2, 2)]:
            method(name, text, part, start, end)
    for name in "split rsplit".split():
        for maxsplit in (-1, 0, 1, 2):
            method(name, text, part, maxsplit)
    for name in "partition rpartition removeprefix removesuffix strip lstrip rstrip".split():
        method(name, text, part)
    for new in (text[:0], part + part, text[:1]):
        for count in (-1, 0, 1, 2):
            method("replace", text, part, new, count)
    record("in", lambda text, part: part in text, text, part)
    record("join", lambda sep, a, b: sep.join([a, b]), part, text, part)
    record("repeat", lambda text, n: text * n, text, 3)
    record("repeat", lambda text, n: text * n, text, -3)
for text, fill in [("abc", "\u1234"), ("\u1234", "*"), (b"abc", b"*")]:
    for name in "center ljust rjust".split():
        for width in range(2, 8):
            method(name, text, width, fill)
method("strip", "\xe9\u1234a\xe9", "\xe9\u1234")
method("strip", b"\xc3\xa9ab\xa9", b"\xa9\xc3")
for sep, group in [(":", 2), (":", -2), (":", 0), ("xx", 1), ("\xe9", 1), ("", 1), (":", 100), (":", 1)]:
    method("hex", b"abcdefg", sep, group)
for text in ["", "a", "ag", "a b", "ab \x0bcd\xe9", "abc", "\u3000ab", "ABcd", " ab\tCD ", "ab\x1ccd", "a\xe9", "\udc80"]:
    record("fromhex", bytes.fromhex, text)
record("maketrans", bytes.maketrans, b"ab", b"x")
record("translate", lambda b: b.translate(bytes.maketrans(b"ab", b"ba"), b"c"), b"abcab")

HANDLERS = "strict ignore replace backslashreplace xmlcharrefreplace namereplace surrogateescape surrogatepass".split()
ENCODINGS = "utf-8 ascii latin-1 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be unicode_escape raw_unicode_escape".split()
for text in ["", "ab", "a\xe9\xe8b", "a\xe9\u1234b\U0001f600", "a\ud800\udc00b", "a\udc80\udcff\ud800b", "\udc80\xe9\u1234",
             "\\\n'\x7f\t\x00\\u1234", "\udc81", "\xe9\udcfe"]:
    for encoding in ENCODINGS:
        for handler in HANDLERS[::7] if "be" in encoding or "raw" in encoding else HANDLERS:
            method("encode", text, encoding, handler)
RAW = [b"\xe9a", b"a\xe9\x80", b"a\xf0\x9f\x98", b"a\xf0\x9fab", b"\xed\xa0\x80", b"\xed\xa0\x80\xed", b"\xed\xa0", b"\xff\xfe\x80",
       b"\xc0\x80", b"\xf4\x90\x80\x80", b"\xf0\x8f\x80\x80", b"\xe0\x9f\x80", b"\xf5a", b"\xc3", b"\xe2\x82", b"\xe2\x28\xa1",
       b"\xf0\x90\x28\xbc", b"a\x00b", b"\xff\xfea\x00b", b"\xfe\xff\x00a", b"\x00\xd8", b"\x00\xd8a", b"\x00\xd8a\x00",
       b"\x00\xdca\x00", b"\x00\xd8\x00\xd8\x00\xdc", b"=\xd8\x00\xde", b"a\0\0\0b", b"\xff\xfe\0\0b\0\0\0", b"\0\xd8\0\0",
       b"\0\0\x11\0a\0\0\0", b"\0\0\xfe\xff\0\0\0a", b"\xff\xfe\xff\xfe"]
for raw in RAW:
    for encoding in ENCODINGS[:9]:
        one = encoding in ("utf-8", "utf-16-le", "utf-32-le")
        for handler in HANDLERS if one else ("strict", "surrogatepass") if "be" in encoding else ("replace",):
            method("decode", raw, encoding, handler)
for raw in [rb"\x4", rb"\u123", rb"a\u123g", rb"\U00110000", rb"\N{foo}", rb"\N{BULLET}", rb"\Nfoo", rb"\N{foo", b"a\\",
            b"\\q\\777\\8\xe9\\\n", rb"\x4z", rb"\\u1234\\\u1234\x41\U0001f600", rb"\u12zz", rb"\u", rb"\ud83d\ude00", rb"\N{", rb"\N{}",
            rb"\N", rb"\x", rb"\a\b\f\n\r\t\v\'\"\0\18", rb"\N{bullet}", rb"\N{ }x", rb"\U0001"]:
    for encoding in ENCODINGS[9:]:
        for handler in HANDLERS[:4]:
            method("decode", raw, encoding, handler)

for text, base in [("", 10), (" ", 10), ("1_", 10), ("_1", 10), ("1__0", 10), ("0x_1f", 16), ("0x_1f", 0), ("0x", 0), ("0_7", 0),
                   ("0_0", 0), ("00_0", 0), ("01", 0), ("0b12", 0), ("0b1", 16), ("0o17", 8), ("10", 1), ("10", 37), ("10", -2),
                   ("z", 36), ("\u0661\u0662", 10), ("\uff11_\uff12", 10), ("\u3000-\uff11 ", 10), ("- 1", 10), ("+-1", 10),
                   ("1\0", 10), ("\ud800", 10), ("1\xe92", 10), ("\xe9" * 300, 10), ("9" * 4301, 10), ("9_" * 4300 + "9", 10),
                   (" " + "9" * 4301 + "x", 10), ("f" * 30, 16), ("z" * 5000, 36), ("x" * 150 + "'", 10), ("0x1f", 10),
                   (" 0B1_1 ", 2), ("0_b1", 0), ("-0x1F", 16), ("-00", 0), ("+", 0), ("0b", 16), ("1 2", 10), ("\x1c1", 10),
                   ("1_000_", 0), ("6" * 4301, 7), ("0" * 5000, 10), ("-9223372036854775808", 10), ("9223372036854775808", 10),
                   ("-9223372036854775809", 10), ("\x851", 10), ("\U0001d7d8\U0001d7e3", 10), ("0x__1", 16), ("12a", 11), ("0X1_F_", 0),
                   (b"12", 10), (b"x" * 300, 10), (b"\xff", 10), (bytearray(b"x y"), 10), (b"1\0", 10), (b"\x1c1", 10), (b" -0b1 ", 0)]:
    record("int", lambda text, base: int(text, base), text, base)
for text in ["", "1_0.5", "1_.5", "1._5", "1e_5", "1e5_0", "_1", "1_e5", "inF", "-infiniTY", "+nan", "-nan", "i_nf", "infi", "0x1", "1e",
             ".", ".5", "5.", "1e400", "1e-400", "1 2", "\u0661.\u0662", "\u30001.5\xa0", "1\0", "\xe9", "\ud800", "--1", "1e+-5", "1d5",
             "x" * 300, "nan(1)", b" 1_0 ", "1.2.3", "e5", "+.e1", "1e99999999999999999999", "0e99999999999999999999", bytearray(b"1x"),
             "1__0", "\x1c1", b"\x1c1", "in\u0661f", "-0", "1.e5", "1e+5", "4.35", "2.2250738585072011e-308", "1+", "1j", b"\xff", b"1\0"]:
    record("float", lambda text: float(text), text)
for text in ["1+2j", " 1+2j ", "( 1+2j )", "(1+2j", "1+2j)", "1 +2j", "j", "-j", "1+j", "1-j", "1e5j", "nan+infj", "infj", "1+2", "1j+2", "",
             "1_0+2_0j", "1__0j", "1+-2j", "1++2j", "+J", "()", "1+2j\0", "\u0661+\u0662j", "-0-0j", "1e400+1j", "1.5e-3-2.5E+3J", "\xe9", "x",
             "\ud800", "i", "1+", "((1))", "1_", "1_j", "(\u3000 1\t)", "+-j", "- j", "1e5+j", "1e+j", "in_f", "1j ", "(j)", "nanj", "+", "_"]:
    record("complex", complex, text)
