# Each error handler with each codec: which part is handed over, what may be put in its place, and what UnicodeErrors say of themselves.
import codecs

text, bad = "aé€\U0001f600\udc80z", b"a\xff\xc3(\xe2\x82\xf0\x9f\x98z\x80"
for enc in ("ascii", "latin-1", "utf-8", "utf-16-le", "utf-32-be", "cp1252", "cp437", "koi8-r", "iso8859-15"):
    row = []
    for h in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace", "surrogateescape", "surrogatepass"):
        try: row.append(text.encode(enc, h))
        except Exception as e: row.append(f"{type(e).__name__} {e}")
    print(enc, *row, sep=" | ")
    row = []
    for h in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape", "xmlcharrefreplace"):
        try: row.append(ascii(bad.decode(enc, h)))
        except Exception as e: row.append(f"{type(e).__name__} {e}")
    print(enc, *row, sep=" | ")
seen = []


def handler(answer):
    def handle(e):
        seen.append((type(e).__name__, e.encoding, e.start, e.end, e.reason, e.object[e.start:e.end]))
        return answer(e) if callable(answer) else answer
    return handle


answers = {"t": ("?", 0), "end": lambda e: ("<>", e.end), "neg": lambda e: ("!", e.end - len(e.object) or e.end), "far": lambda e: ("!", 99), "int": 5, "short": ("x",), "none": None, "bytes": lambda e: (b"\xfe", e.end), "uni": lambda e: ("é", e.end), "raise": lambda e: (_ for _ in ()).throw(e), "long": lambda e: ("abc" * 3, e.end), "list": ["a", 1], "strint": ("a", "b")}
for name, answer in answers.items():
    codecs.register_error("t." + name, handler(answer))
    for f in (lambda: "a€€b".encode("ascii", "t." + name) if name != "t" else "skipped", lambda: b"a\xff\xfeb".decode("ascii", "t." + name) if name != "t" else "skipped", lambda: b"a\xffb".decode("utf-8", "t." + name) if name != "t" else "skipped", lambda: "€".encode("latin-1", "t." + name) if name != "t" else "skipped"):
        try: print(name, ascii(f()), end="; ")
        except Exception as e: print(name, type(e).__name__, ascii(str(e)), end="; ")
    print(len(seen), ascii(seen[-1]) if seen else ""); seen.clear()
cases = """
codecs.lookup_error("nothing")
codecs.lookup_error("strict") is codecs.strict_errors, codecs.lookup_error("t.end") is not None
codecs.register_error("x", 5)
codecs.register_error(5, len)
codecs.ignore_errors(5)
codecs.replace_errors(UnicodeEncodeError("ascii", "aéb", 1, 2, "r")), codecs.replace_errors(UnicodeDecodeError("ascii", b"a\\xff", 1, 2, "r")), codecs.replace_errors(UnicodeTranslateError("aé", 0, 2, "r")), codecs.xmlcharrefreplace_errors(UnicodeEncodeError("ascii", "é€", 0, 2, "r")), codecs.backslashreplace_errors(UnicodeDecodeError("ascii", b"\\x80\\xff", 0, 2, "r")), codecs.namereplace_errors(UnicodeEncodeError("ascii", "é\\x07", 0, 2, "r"))
codecs.xmlcharrefreplace_errors(UnicodeDecodeError("ascii", b"a", 0, 1, "r"))
codecs.strict_errors(UnicodeEncodeError("ascii", "é", 0, 1, "why"))
"é".encode("ascii", "nonsense")
"a".encode("ascii", "nonsense"), b"".decode("utf-8", "nonsense"), "".encode("no such", "x") if 0 else 1
b"\\xff".decode("utf-8", "nonsense")
"a".encode("no-such-codec")
"a".encode("rot13")
b"a".decode("hex")
codecs.encode("abc", "rot13"), codecs.encode(b"ab", "hex"), codecs.decode(b"6162", "hex"), codecs.encode(b"a", "base64"), codecs.decode("nop", "rot-13"), codecs.encode(b"aaa", "zlib")[:2]
codecs.decode(b"6", "hex")
str(UnicodeEncodeError("ascii", "aéb", 1, 2, "r")), str(UnicodeEncodeError("ascii", "aéüb", 1, 3, "r")), str(UnicodeEncodeError("c", "a\\U0001f600", 1, 2, "r")), str(UnicodeEncodeError("c", "\\ud800", 0, 1, "r")), str(UnicodeDecodeError("c", b"ab\\xff", 2, 3, "r")), str(UnicodeDecodeError("c", b"ab", 0, 2, "r")), str(UnicodeTranslateError("é", 0, 1, "r")), str(UnicodeTranslateError("éé", 0, 2, "r")), str(UnicodeEncodeError("c", "a", 5, 9, "r")), str(UnicodeDecodeError("c", b"a", -1, 0, "r"))
UnicodeEncodeError("ascii", b"x", 1, 2, "r")
UnicodeDecodeError("ascii", "x", 1, 2, "r")
UnicodeError(1, 2).args, UnicodeEncodeError("a", "b", 0, 1, "r").args
UnicodeEncodeError("a", "b")
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
