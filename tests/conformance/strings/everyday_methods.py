# String methods in everyday use, on ASCII and beyond.
s = "  The quick, brown fox  "
print(repr(s.strip()), s.split(), s.split(","), s.upper(), s.title(), s.swapcase(), s.strip().capitalize(), s.casefold())
print("a,b,,c".split(","), "a,b,c".rsplit(",", 1), "key=val=x".partition("="), "a/b/c".rpartition("/"), "l1\nl2\r\nl3".splitlines(), "x".partition("-"))
print("-".join(["a", "b"]), "abc".replace("b", "BB"), "aaa".replace("a", "b", 2), "x".join("abc"), "spam" * 2, "abc"[::-1], "ab" "cd")
print("hello".find("l"), "hello".rfind("l"), "hello".count("l"), "hello".index("e"), "hello".find("z"), "aaaa".count("aa"), "abc".find(""), "l" in "hello")
print("hello".startswith(("x", "he")), "hello".endswith("lo", 2), "file.tar.gz".removesuffix(".gz").removeprefix("file"), "hello".startswith("l", 2))
print("7".zfill(3), "-7".zfill(4), "x".center(5, "*"), "x".ljust(3) + "|", "x".rjust(3), "a\tb".expandtabs(4), "é".encode(), "ß".upper(), "İ".lower())
print("abc".isalpha(), "12".isdigit(), "½".isnumeric(), "a1".isalnum(), " ".isspace(), "Ab".istitle(), "x_1".isidentifier(), "A".isupper(), "".isalpha(), "a".isascii())
print("hello".translate(str.maketrans("el", "ip", "o")), "{}-{}".format(1, 2), "xyzx".strip("x"), "xxabc".lstrip("x"), "abcxx".rstrip("x"), "ab".encode("utf-16-le"))
print("b" > "a", "Z" < "a", "abc" < "abd", "a" < "aa", max("hello"), sorted("hello"), list(enumerate("ab")), ord("€"), chr(8364), "\N{BULLET}")
print("日本語"[1], len("日本語"), "日本語".encode("utf-8"), "naïve".encode("ascii", "replace"), "naïve".encode("ascii", "xmlcharrefreplace"), "e\u0301" == "é")
for bad in (lambda: "abc".index("z"), lambda: "a" + 1, lambda: "a" * "b", lambda: "abc"[5], lambda: "abc".__getitem__("a"), lambda: ",".join([1]), lambda: "é".encode("ascii"),
            lambda: "a".split(""), lambda: "x".center(5, "ab"), lambda: ord("ab"), lambda: chr(-1), lambda: "a" < 1, lambda: "x".nope(), lambda: "a".replace("a")):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
