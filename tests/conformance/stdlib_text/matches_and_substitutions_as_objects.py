# Match and Pattern as objects: groups in all forms, spans, templates, functions that replace, empty matches, and wrong arguments in their words.
import copy
import pickle
import re

m = re.match(r"(?P<a>\w+) (?P<b>\d+)?(x)?", "key  rest")
p = re.compile(r"(?P<x>a)(b)?", re.I)
cases = """
m.group(), m.group(0), m.group("a"), m.group(1, "b", 3), m["a"], m[0], m.groups(), m.groups("-"), m.groupdict(), m.groupdict(0), m.span(), m.span("b"), m.start(2), m.end("a"), m.regs, m.pos, m.endpos, m.lastindex, m.lastgroup, m.string, m.re.pattern, bool(m), repr(m)
m.group(4)
m.group("zz")
m.group(1.5)
m.group(-1)
m["zz"]
m[None]
m.start(9)
m.span("q")
m.expand(r"\\1-\\g<a>-\\g<1>-\\g<0>-\\n-\\2|"), m.expand("\\\\\\\\"), m.expand("")
m.expand("\\\\9")
m.expand("\\\\g<zz>")
m.expand("\\\\g<1")
m.expand("\\\\g")
m.expand("\\\\g<>")
m.expand("\\\\g<-1>")
m.expand("\\\\q")
m.expand(5)
copy.copy(m) is m, copy.deepcopy(m) is m
pickle.dumps(m)
hash(m) is not None, m == m, len(m.groups())
p.pattern, p.flags, p.groups, p.groupindex, repr(p), repr(re.compile(b"a", re.S)), repr(re.compile("a" * 300))[-20:], p == re.compile(r"(?P<x>a)(b)?", re.I), p == re.compile(r"(?P<x>a)(b)?"), hash(p) == hash(re.compile(p.pattern, re.I)), copy.copy(p) is p, pickle.loads(pickle.dumps(p)) == p, type(p.groupindex).__name__, re.compile(p) is p
re.compile(p, re.I)
re.compile(5)
re.compile(["a"])
re.compile("a", "i")
p.groupindex["y"] = 1 if 0 else 1
p.match("xab"), p.match("xab", 1).span(), p.search("xAb", 0, 2).group(), p.fullmatch("ab").groups(), p.fullmatch("abc"), p.match("ab", -5).span(), p.search("ab", 5), p.match("ab", 0, -1), p.findall("abaAB"), p.split("xabyaz"), p.sub("-", "abxa"), p.subn("-", "abxa", 1), [x.span() for x in p.finditer("aXab", 1)], p.match(string="ab", pos=0, endpos=1).span()
p.match()
p.match(5)
p.match(b"a")
re.match("a", b"a")
re.match(b"a", "a")
p.sub(5, "a")
p.sub("x", 5)
p.sub(b"x", "a")
p.sub(lambda m: 5, "a")
p.sub(lambda m: None, "xay"), p.sub(lambda m: m["x"].upper() + (m[2] or "?"), "abA"), p.sub("\\\\g<x>\\\\2!", "aab"), re.sub("", "-", "abc"), re.sub("x*", "-", "abxd"), re.sub("b*", lambda m: f"<{m[0]}>", "abbc"), re.sub("a", r"\\n\\t\\\\", "a"), re.sub("(a)|b", r"[\\1]", "ab"), re.sub("a", "b", "aaa", count=2), re.sub("a", "b", "aa", count=0), re.sub("^", ">", "a\\nb", flags=re.M), re.subn("", "x", "ab"), re.sub("a", "\\\\x" if 0 else "q", "a")
re.sub("a", "\\\\1", "a")
re.sub("a", "\\\\x", "a")
re.sub("(", "a", "b")
re.sub("a", "b")
re.split("x*", "axbc"), re.split("(x)", "axb"), re.split("(x)|(y)", "axbyc"), re.split("", "ab"), re.split("a", ""), re.split("b", "abc", maxsplit=1), re.split(r"(?=b)", "abab"), re.split(r"\\b", "a b"), re.split("(-)?", "a-b")
re.findall("a(b)?", "aba"), re.findall("(a)(b)?", "aba"), re.findall("", "ab"), re.findall("a*", "baac"), re.findall(r"\\b", "a b"), re.findall("(?:a)(?P<x>b)", "abab"), re.findall(b"a", b"aba"), re.findall("a", bytearray(b"")) if 0 else []
re.escape("a.b*[c]-é \\n#~"), re.escape(b"a.\\xff"), re.escape(""), re.purge(), re.error is re.PatternError, re.I | re.M, re.RegexFlag(0), repr(re.I), re.compile("a", re.I | re.X).flags, re.compile(b"a").flags, re.compile("(?i)(?m)a").flags, re.NOFLAG, re.RegexFlag(260) if 0 else re.A
re.escape(5)
[t.group() for t in re.finditer("(?P<w>\\\\w+)", "ab cd")], next(re.finditer("a", "b"), None), re.fullmatch("a|ab", "ab").group(), re.match("a", "ab").end(), re.search("(?<=x)y", "xy").start()
m.x
p.x
"""
cases = cases.replace('p.groupindex["y"] = 1 if 0 else 1\n', "")
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for statement in ("p.groupindex['y'] = 1", "re.Match()", "re.Pattern()", "class M(re.Match): pass", "class P(re.Pattern): pass", "re.Scanner([('a', 5), ('b+', lambda s, t: (t, s.match.span())), (' ', None)]).scan('abb a?') and print(re.Scanner([('a', 5), ('b+', lambda s, t: (t, s.match.span())), (' ', None)]).scan('abb a?'))", "p.scanner('x')", "s = p.scanner('abxA'); print(s.match(), s.search(), s.search(), s.pattern is p)"):
    try: exec(statement); print(statement[:30], "done")
    except Exception as e: print(statement[:30], type(e).__name__, e)
b = bytearray(b"abc"); mm = re.search(b"b", b); print(mm, mm.string is b, re.search(b"b", memoryview(b)).group(), re.sub(b"b", rb"[\g<0>]", b))
