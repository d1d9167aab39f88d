# split with and without separator differ; strip takes a set of characters.
print("  a  b c ".split(), "  a  b c ".split(" "), "a,b,,c".split(","), "".split(), "".split(","))
print("a b c d".split(None, 2), "a b c d".rsplit(None, 2), "a-b-c".rsplit("-", 1), " a b ".split(maxsplit=1), "x".split("x"))
print("a\nb\r\nc\x0bd\x1ce\u2028f\x85g".splitlines(), "a\n\nb\n".splitlines(True), "".splitlines(), "\n".splitlines())
print("xxabcxyx".strip("xy"), "xxabc".lstrip("x"), "abcx\t\n ".rstrip(), "\u3000a\u2003".strip(), "abc".strip("abc"), "abc".strip(""))
print("a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("="), "abc".rpartition("="))
print("prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"), "abc".removesuffix(""), "abc".removeprefix("abcd"))
for f in (lambda: "a".split(""), lambda: "a".partition(""), lambda: "a".split(1), lambda: "a".strip(1), lambda: "a".split(",", "x"), lambda: "a".split(sep=1, maxsplit=2), lambda: "a".removeprefix()):
    try: f()
    except Exception as e: print(type(e).__name__, e)
