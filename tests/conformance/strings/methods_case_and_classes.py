# Case mapping is Unicode's: it can change the length.
print("straße".upper(), "ŉ".upper(), "İ".lower() == "i̇", "ǆ".title(), "ΑΣ".lower(), "ΑΣΑ".lower(), "ß".casefold(), "ﬁ".upper())
print("hello wORLD o'neil 3rd".title(), "hELLO".capitalize(), "aBc".swapcase(), "ǆabc".capitalize())
for s in ("", "abc", "aB", "AB1", "12", "²", "½", "٣", "a b", " \t", "_x", "1x", "é", "ǅ", "\n", "Ab Cd", "中"):
    print(ascii(s), "".join("01"[x] for x in (s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(), s.islower(), s.isupper(), s.istitle(), s.isidentifier(), s.isprintable(), s.isascii())))
print("abc".center(8, "*"), "abc".center(7, "-"), "ab".center(5, "."), "a".ljust(3) + "|", "a".rjust(3, "0"), "42".zfill(5), "-42".zfill(5), "+".zfill(3), "x".zfill(0))
print("a\tb\tcd\t".expandtabs(4) + "|", "\t\n\ta".expandtabs(2), "a\tb".expandtabs(0))
for f in (lambda: "a".center(5, "ab"), lambda: "a".ljust("3"), lambda: "a".upper(1), lambda: "a".zfill()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
