# splitlines, expandtabs, partition and the removers have rules at their borders that readers of text files lean on without knowing.
ends = ["\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\x1f", "\t", "\u2027", "\n\r"]
for end in ends:
    text = f"a{end}b{end}"
    print(ascii(end), ascii(text.splitlines()), ascii(text.splitlines(True)), ascii(text.splitlines(keepends=0)), ascii(text.split()), end.isspace(), ascii(text.encode("latin-1", "replace").splitlines()))
print("".splitlines(), "\n".splitlines(), "\n\n".splitlines(True), "a\r\n\r\nb\r".splitlines(), "a\n".splitlines(), "\r\n\n\r".splitlines(True), "é\u2028\U0001f600\nx".splitlines())
for size in (0, 1, 4, 8, -3, True):
    print(size, [repr(t.expandtabs(size)) for t in ("\t", "a\tb", "ab\tcd\te", "a\nb\tc", "a\r\tb", "\t\t", "é\tü\t\U0001f600\tz", "abcdefgh\tx")])
cases = """
"a\\tb".expandtabs(), "a\\tb".expandtabs(tabsize=2)
"a\\tb".expandtabs("x")
"a\\tb".expandtabs(1.0)
"a\\tb".expandtabs(1, 2)
"a.b.c".partition("."), "a.b.c".rpartition("."), "abc".partition("x"), "abc".rpartition("x"), "abc".partition("abc"), "abc".rpartition("c"), "aaa".partition("aa"), "aaa".rpartition("aa")
"abc".partition("")
"abc".rpartition("")
"abc".partition(1)
"abc".partition()
"abc".partition(b"a")
"unhappy".removeprefix("un"), "unhappy".removeprefix(""), "unhappy".removeprefix("x"), "ab".removesuffix("ab"), "abab".removesuffix("ab"), "ab".removesuffix("abab"), "".removeprefix("")
"a".removeprefix(("a", "b"))
"a".removesuffix(None)
"a".removeprefix("a", "b")
"a,b,,c".split(","), "a,b,,c".split(",", 1), "a,b,,c".rsplit(",", 1), "a,b".split(",", 0), "a,b".split(",", -1), "".split(","), "".split(), " ".split(), ",".split(","), "aXbX".split("X", maxsplit=1), " a  b ".split(None, 1), " a  b ".rsplit(None, 1), " a b ".split(maxsplit=0), " a b ".rsplit(maxsplit=0)
"a".split("")
"a".split(1)
"a".split(",", "x")
"a".split(sep=None, maxsplit=5), "a b".rsplit(sep="b")
"a".split(",", 1, 2)
"a b".split(" ", None)
"  xx ".strip(), "xxaxx".strip("x"), "xyaxy".lstrip("yx"), "aéa".strip("é"), "éaé".strip("é"), "\\u2003a\\x1f".strip(), "abc".strip(""), "abc".strip("cab"), "abc".rstrip(None)
"a".strip(1)
"a".lstrip("a", "b")
"a".strip(chars="a")
"\\x1c a \\x85\\xa0\\u3000".split(), "a\\u200bb".split(), "a\\x00b".split()
"abcabc".count("abc"), "aaaa".count("aa"), "abc".count(""), "abc".count("", 1), "abc".count("", 3), "abc".count("", 4), "".count(""), "".count("", 1), "ab".count("b", -1), "ab".count("a", None, 1)
"abc".find("", 3), "abc".find("", 4), "abc".rfind(""), "abc".rfind("", 1, 2), "abc".index("", 0), "abc".find("c", -1), "abc".find("a", -2), "abc".rfind("a", 0, -5), "abc".startswith("", 3), "abc".startswith("", 4), "abc".endswith("", 4), "abc".startswith(("x", "a")), "abc".endswith(()), "abc".startswith("b", 1, 2)
"abc".startswith(["a"])
"abc".endswith(("a", 1))
"abc".endswith(("c", 1))
"abc".rindex("z")
"abc".index("z", "x")
"ab".center(7, "*"), "ab".center(6), "a".center(4, "-"), "abc".center(6, "-"), "abc".ljust(2), "a".rjust(3, "é"), "-5".zfill(5), "+".zfill(3), "--1".zfill(5), "é".zfill(3), "".zfill(2), "a".zfill(-5)
"a".center(5, "ab")
"a".ljust(5, "")
"a".rjust(5, 1)
"a".center("5")
"a".zfill("3")
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", ascii(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
