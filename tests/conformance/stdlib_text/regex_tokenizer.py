# re in use: a tokenizer with named groups, substitution with a function, splitting, flags.
import re

TOKEN = re.compile(r"""
    (?P<number>\d+(\.\d*)?)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<op>[-+*/=()])
  | (?P<space>\s+)
  | (?P<bad>.)
""", re.VERBOSE)


def tokens(text):
    for m in TOKEN.finditer(text):
        if m.lastgroup != "space":
            yield m.lastgroup, m.group(), m.span()


print(list(tokens("x1 = 3.14*(y+2) $")))
print(re.sub(r"(\w+)@(\w+)", r"\2 at \1", "me@home you@work"), re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "a1b22"))
print(re.split(r"[,;]\s*", "a, b;c,d"), re.split(r"(-)", "a-b"), re.findall(r"(\w)(\d)", "a1 b2"), re.findall(r"\b\w", "the end"))
print(re.match(r"a+", "baa"), re.search(r"a+", "baa").group(), re.fullmatch(r"\w+", "word!"), re.fullmatch(r"\w+", "word"))
m = re.match(r"(?P<y>\d{4})-(?P<m>\d\d)(?:-(?P<d>\d\d))?", "2024-05")
print(m.groupdict(), m.groups("?"), m["y"], m.start("m"), m.expand(r"\g<m>/\1"))
print(re.sub(r"(?i)HELLO", "bye", "Hello hello"), re.findall(r"^\w", "a\nb", re.M), re.search(r"a.b", "a\nb", re.S) is not None)
print(re.findall(r"(?<=\$)\d+", "$5 6 $7"), re.findall(r"\w+(?!\w|!)", "one two!"), re.sub(r"(a)|b", r"[\1]", "ab"))
print(re.search(r"(a+?)(a*)", "aaa").groups(), re.search(r"(\w)\1", "hello").span(), re.escape("a.b*c"), re.subn("x", "y", "xxx", count=2))
print(re.compile("a|b", re.I | re.M), re.findall(r"\s*(\S+)", " é ünï ", re.A), re.findall(rb"\d", b"a1"))
for bad in ("(", "[a", "*", "a{2,1}", r"\1", "(?P<1>a)", "(?P<a>x)(?P<a>y)"):
    try:
        re.compile(bad)
    except re.error as e:
        print(bad, "->", e)
