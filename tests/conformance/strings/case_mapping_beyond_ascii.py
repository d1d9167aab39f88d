# Case mapping follows Unicode's special cases: final sigma, digraphs with a title case, letters that grow, and signs that only fold.
texts = ["straße", "ΑΣ", "ΑΣΑ", "Σ", "ΑΣ.Β", "ΑΣ'", "ΑΣ-", "A\u0301Σ", "ﬁn", "ŉ", "ǆ", "ǅx", "Ǆ", "İI", "ıi", "ΐ", "ﬃ", "ῼ", "ᾳ", "Ꮬ", "ꮼ", "ß", "ẞ", "ſ", "K", "Å", "µ", "ö́x", "𐐀𐐨", "Ⅷ ⅷ", "ⓐ Ⓐ", "o'neill they're", "a1b 2c", "élan VITAL", "\u0345", "ʼn", "ı̇", "ՙև", "Ა ა", "x\u00adY", "𝐀𝐚"]
for t in texts:
    print(ascii(t), ascii(t.upper()), ascii(t.lower()), ascii(t.title()), ascii(t.capitalize()), ascii(t.swapcase()), ascii(t.casefold()), t.isupper(), t.islower(), t.istitle(), t.isalpha())
print("Straße".casefold() == "STRASSE".casefold(), "ΣΊΣΥΦΟΣ".casefold() == "σίσυφος".casefold(), "İ".lower() == "i̇", len("ΐ".upper()), "ß".upper().lower(), "ŉ".upper().lower() == "ŉ")
names = ["isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper"]
samples = ["", "a", "A1", "1", "²", "½", "٣", "一", "Ⅷ", "_a", "1a", "a b", "ª", "\t", "\x1f", "\x85", "\u200b", "\xa0", "\u3000", "\xad", "é", "e\u0301", "\u0301", "·a", "a·", "℘", "℮x", "゛", "ﹳ", "Ab Cd", "ǅ", "AB", "\ud800", "\U0010ffff", "\u0378", "class", "𝒳y", "ͺ", "x\u200c"]
print(names)
for s in samples:
    print(ascii(s), "".join("1" if getattr(s, n)() else "." for n in names))
cases = """
"a".upper(1)
"a".title(x=1)
"a".isalpha(1)
str.upper(1)
str.casefold()
str.isdigit(b"1")
"Hello World".swapcase().swapcase(), "hELLO".capitalize(), "123abc".capitalize(), "".title(), "x-y_z w".title(), "ALL CAPS".title(), "ﬀ".capitalize(), "ß".title(), "ß".capitalize(), "ǆ".capitalize()
"aAbB".translate({97: 65, 65: None, 98: "xyz"}), "abc".translate({}), "abc".translate({97: 0x10ffff}) == "\\U0010ffffbc", "éa".translate({233: "e"}), "abc".translate([None] * 97 + ["X"] + [66, None]), "abc".translate("x" * 98), "a".translate({97: ""}), "aaa".translate({97: "\\ud800"})
"abc".translate({97: 0x110000})
"abc".translate({97: -1})
"abc".translate({97: 1.5})
"abc".translate({97: b"x"})
"abc".translate(1)
"abc".translate(None)
"".translate(1)
"abc".translate()
str.maketrans("abc", "xyz"), str.maketrans("ab", "xy", "z"), str.maketrans({"a": 1, 98: "b", "c": None}), str.maketrans("", ""), str.maketrans("aa", "xy"), str.maketrans("a", "b", "a"), str.maketrans({})
str.maketrans("ab", "x")
str.maketrans({"ab": 1})
str.maketrans({"": 1})
str.maketrans({1.5: 1})
str.maketrans("a")
str.maketrans("a", 1)
str.maketrans(1, "a")
str.maketrans("a", "b", 1)
str.maketrans([("a", "b")])
str.maketrans()
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", ascii(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
