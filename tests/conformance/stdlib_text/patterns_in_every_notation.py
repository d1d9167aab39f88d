# re: each notation with its matches and each mistake with its message and place; what parsers of formats build on.
import re

tests = [("a|b|", "ab"), ("(a)|b", "b"), ("(?P<n>a)(?P=n)", "aa"), ("(a)(?(1)b|c)", "ab"), ("(a)?(?(1)b|c)", "c"), ("(?i:a)b", "Ab"), ("(?-i:a)b", "aB"), ("(?s:.)", "\n"), ("(?x: a b )c", "abc"), ("a{2}", "aaa"), ("a{,2}", "aaa"), ("a{1,}?", "aaa"), ("a{2,1}", "a"), ("a{x}", "a{x}"), ("a{,}", "aaa"), ("a{", "a{"), ("a*+", "aaa"), ("a++b", "aab"), ("(?>a+)b", "aab"), ("(?>a+)a", "aaa"), ("a?+a", "a"), ("x{2,3}+x", "xxx"), ("[]a]", "]"), ("[^]a]", "]b"), ("[a-]", "-"), ("[\\w-]", "-"), ("[a\\]]", "]"), ("[[a]", "["), ("[\\b]", "\b"), ("\\bfoo\\b", "a foo b"), ("\\Bo", "foo"), ("\\Aab\\Z", "ab"), ("ab\\z", "ab"), ("$", "a\n"), ("(?m)^b$", "a\nb\nc"), ("\\d+", "٣४5"), ("(?a)\\d+", "٣5"), ("\\x41\\u0042\\U00000043\\103", "ABCC"), ("\\N{EURO SIGN}", "€"), ("\\0", "\0"), ("(a)\\1", "aa"), ("(?=a)", "a"), ("(?!a).", "ab"), ("(?<=a)b", "ab"), ("(?<!a)b", "ab b"), ("(?<=a|b)c", "bc"), ("(?#comment)a", "a"), ("", ""), ("()*", "a"), ("(a|ab)(c|bcd)(d*)", "abcd"), ("(?:a*)*b", "aab"), ("(a*)*", "aa"), ("(?i)ß", "ẞ"), ("(?i)ſ", "S"), ("(?i)[k]", "K"), ("\\s", "\x1c"), ("(?a)\\s", "\x1c"), ("\\w", "é"), ("(?L)a", "a"), ("[a-z&&b]", "b"), ("(?u)\\w", "é"), ("a.c", "a\nc"), ("(?s)a.c", "a\nc")]
for pattern, text in tests:
    try:
        import warnings
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter("always")
            m = re.search(pattern, text)
        print(ascii(pattern), ascii(text), m and (m.span(), m.groups(), m.lastindex, m.lastgroup), [str(x.message) for x in w])
    except Exception as e:
        print(ascii(pattern), type(e).__name__, e)
for pattern in ("(", ")", "(a", "a)", "[", "[a", "[]", "[^]", "[b-a]", "[\\w-a]", "*", "+a", "a**", "a?*", "a{1}{2}", "(?", "(?P", "(?P<", "(?P<n", "(?P<1>a)", "(?P<n>a)(?P<n>b)", "(?P=n)", "(?P=n", "(?Px)", "(?P<>a)", "(?z)", "(?i", "(?i-", "(?-i)", "(?i-i:a)", "(?au:a)", "(?L:a)", "a(?i)b", "(?<=a*)b", "(?<=(a)\\1)b", "(?<", "(?<x", "(?(", "(?(1", "(?(1)", "(?(1)a|b|c)", "(?(2)a)", "(?(n)a)", "(?(0)a)", "\\", "\\1", "(\\1)", "\\x1", "\\u12", "\\U0000", "\\U00110000", "\\q", "\\N", "\\N{", "\\N{no such}", "[\\N{DIGIT ONE}]", "\\8", "\\07", "\\400", "[\\400]", "[\\q]", "(?#", "a{99999999999}", "(?P<é>a)", "(?P<a-b>a)", "(?>", "x{2}?+", "((((", "(?:", "(?=", "(?!", "|*", "(?i)(?i", "\n(", "a\nb("):
    try:
        print(ascii(pattern), re.compile(pattern).groups)
    except re.error as e:
        print(ascii(pattern), e, "|", e.msg, e.pos, e.lineno, e.colno, e.pattern == pattern)
    except Exception as e:
        print(ascii(pattern), type(e).__name__, e)
for pattern in (b"(", "(?u)a", b"(?u)a", b"\\u0041", b"(?L)a", b"\xff+", b"(?P<\xe9>a)"):
    try: print(pattern, re.compile(pattern).flags)
    except Exception as e: print(pattern, type(e).__name__, e)
