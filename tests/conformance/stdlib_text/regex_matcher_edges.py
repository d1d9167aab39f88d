# What a matcher of one's own can get wrong: marks that come back, rounds that match nothing, characters of several
# bytes, cases that are not pairs, and how searches go on after empty matches.
import re


def show(pattern, text, flags=0, *bounds):
    compiled = re.compile(pattern, flags)
    for name in ("match", "fullmatch", "search"):
        m = getattr(compiled, name)(text, *bounds)
        print(name, ascii(pattern), ascii(text), m and (m.regs, m.lastindex, m.lastgroup))


# Groups keep what the last round that counts found.
show(r"(?:(a)|b)*", "ab")
show(r"(?:(a)|(b))*?c", "abac")
show(r"(a|ab)(c|bcd)(d*)", "abcd")
show(r"(?:(\w)(?=\1)|.)*", "aabbc")
show(r"(?:(x)|.{0,}(?:\1).+[b]+)++a|x{0,}", "xyzybxaa")
show(r"((b)(?:c|cd)(?(1)x|y))", "bcdy")
show(r"(?P<one>a)?(?(one)b|c)", "ab")
show(r"(?P<one>a)?(?(one)b|c)", "c")
show(r"(?:(a)(?!b)|ab)+", "aab")
show(r"((a)|(b))*", "abab")
# Rounds that match nothing end a repeat.
show(r"(?:a*)*b", "aaac")
show(r"(?:a|b?)*?c", "abc")
show(r"(?:)*(a)", "a")
show(r"(?:a?){3}b", "aab")
show(r"(?:a??){2,3}b", "aab")
# Possessive and atomic: nothing is given back.
show(r"a++ab", "aaab")
show(r"(?>a+)b", "aaab")
show(r"(?>a|ab)c", "abc")
show(r"(?:ab?)*+b", "ababb")
show(r"(\w)*+1", "ab1")
# Around.
show(r"(?<=a)b", "ab")
show(r"(?<=\u00e9.)b", "\u00e9\u4e00b")
show(r"(?<!\u4e00)b", "\u4e00bab")
show(r"(?=(a+))a*b\1", "aaab" + "aaa")
show(r"\b\w+\b", "\u00e9t\u00e9 x")
show(r"\B", "")
show(r"\B\w\B", "abc")
show(r"^b$", "a\nb\nc", re.M)
show(r"b$", "ab\n")
show(r"b\Z", "ab\n")
# Characters of several bytes.
show(r"[\u00e0-\u00ff]+", "x\u00e9\u00e8\u0100")
show(r"[^\u00e9]{2}", "\u00e9\u4e00\U0001f600\u00e9")
show(r".{3}", "\U0001f600\n\u4e00\u00e9z", re.S)
show(r"\u4e00*?\U0001f600", "\u4e00\u4e00\U0001f600")
show(r"[\ud800-\udfff]", "a\ud800b")
show("\ud83d", "\ud83d\ude00")
show(r"\u00e9{2,3}\u00e9", "\u00e9\u00e9\u00e9")
show(r"\d+", "\u0663\u0664x")
show(r"\d+", "\u0663\u06643", re.A)
show(r"\s+", "\u3000\x1c\x85x")
show(r"\w+", "\u0e01\u00b2\u2167_")
# Cases.
show(r"k+", "kK\u212a", re.I)
show(r"[a-k]+", "\u212ak", re.I)
show(r"\u00b5", "\u03bc", re.I)
show(r"stra\u00dfe", "STRA\u1e9eE", re.I)
show(r"[^k]", "\u212a", re.I)
show(r"(\u0130)\1", "\u0130i", re.I)
show(r"(k)\1", "k\u212a", re.I)
show(r"(k)\1", "kK", re.I | re.A)
show(rb"(\xe9)[\xc0-\xff]", b"\xe9\xc9", re.I)
show(rb"[a-z\xe0]+", b"aZ\xc0", re.I | re.L)
# Bounds.
show(r"^a", "baa", 0, 1)
show(r"(?<=b)a", "baa", 0, 1)
show(r"a$", "baab", 0, 0, 3)
show(r"\u00e9+", "\u4e00\u00e9\u00e9\u00e9", 0, 2, 3)
# After an empty match the next one is not empty at the same place.
print(re.findall(r"a*?|b", "abab"), re.findall(r"\b|\w+", "ab cd"), re.sub(r"x*", "-", "axxb"))
print(re.split(r"x*", "axxb"), re.split(r"(\b)", "ab c"), [m.span() for m in re.finditer(r"$|^", "a\nb", re.M)])
# Positions far from the start of a text that is not ASCII.
text = "\u00e9\u4e00\U0001f600a" * 400 + "needle" + "\u00e9" * 30 + "end"
m = re.search(r"(needle)(\u00e9+)(e)(n)?(x)?", text)
print(m.span(), m.regs, m.group(1, 3, 4, 5), ascii(m), m.string is text)
print([m.start() for m in re.finditer(r"a\u00e9\u4e00", text)][-3:], len(re.findall(r"[a-z]", text)))
print(re.search(r"end$", text, 0).span(), re.compile(r"e").search(text, 1604, 1606), re.compile("e").search(text, 1611))
print(re.sub(r"\U0001f600a", lambda m: str(m.start()), text, count=3)[:20].encode("unicode_escape"))
print([text[i] for i in (1600, 1606, 1635, 3, 1599, -1)] == ["n", "\u00e9", "\u00e9", "a", "a", "d"])
print(text[1598:1602] == "\U0001f600ane", text.find("end", 1601), text.find("a", 5), text.startswith("needle", 1600))
walk = 0
for i in range(0, len(text), 7):
    walk = (walk * 31 + ord(text[i]) + ord(text[len(text) - 1 - i]) + ord(text[i - 20])) % 1000003
print(walk)
# A literal prefix, one of few letters, a set: each is searched for in its own way.
for pattern in ("abc", "a", "a|b|c", "[x-z]q", "(?:foo|bar)+", "(a)b*", "(?i:ab)c", "[^a]b", "abab(?=c)", "aab"):
    print(pattern, [m.span() for m in re.finditer(pattern, "aabcababc xqzq foobarfoo ABc\u00e9b ababab")])
