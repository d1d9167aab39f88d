# unicodedata over the awkward parts of Unicode: Hangul, CJK and named sequences, numbers, categories, and the errors of each function.
import unicodedata as u

chars = ["a", "é", "\u0301", "\uac00", "\uac01", "\ud7a3", "\u4e00", "\U00020000", "\u3400", "½", "٣", "Ⅷ", "一", "²", "\x00", "\n", "\x7f", "\xa0", "\xad", "\ud800", "\ue000", "\uffff", "\U0010ffff", "😀", "\u200d", "\ufeff", "ﬁ", "ǅ", "ª", "€", "(", "→", "‐", "_", "\u2028", "\u0378", "\U0001f1e9", "ﷺ", "⓪", "𝟙"]
for c in chars:
    print(ascii(c), u.category(c), u.bidirectional(c), u.combining(c), u.east_asian_width(c), u.mirrored(c), ascii(u.decomposition(c)), u.name(c, None), u.decimal(c, None), u.digit(c, None), u.numeric(c, None), [ascii(u.normalize(f, c)) for f in ("NFC", "NFD", "NFKC", "NFKD")])
for name in ("LATIN SMALL LETTER A", "latin small letter a", "HANGUL SYLLABLE GAG", "HANGUL SYLLABLE GA", "CJK UNIFIED IDEOGRAPH-4E00", "GRINNING FACE", "NULL", "LINE FEED", "BELL", "no such", "", "EURO SIGN ", "HANGUL SYLLABLE", "VARIATION SELECTOR-17", "BOM", "NBSP"):
    try: print(name, ascii(u.lookup(name)))
    except Exception as e: print(name, type(e).__name__, e)
cases = """
"\\N{LATIN SMALL LETTER E WITH ACUTE}\\N{greek small letter alpha}\\N{HANGUL SYLLABLE GA}\\N{KEYCAP DIGIT ONE}" if 0 else "\\N{EURO SIGN}\\N{greek small letter alpha}\\N{HANGUL SYLLABLE GA}\\N{LF}"
u.name("\\n")
u.name("ab")
u.name("")
u.name(5)
u.name()
u.decimal("x")
u.digit("½")
u.numeric("a")
u.digit("²"), u.numeric("½"), u.decimal("٣"), u.numeric("一"), u.digit("x", -1), u.numeric("x", None), u.decimal("²", "d")
u.category("ab")
u.category(b"a")
u.normalize("NFX", "a")
u.normalize("NFC")
u.normalize("NFC", b"a")
u.normalize(5, "a")
u.is_normalized("NFC", "e\\u0301"), u.is_normalized("NFD", "é"), u.is_normalized("NFKC", "ﬁ"), u.is_normalized("NFC", "é"), u.is_normalized("NFC", ""), u.is_normalized("NFKD", "a")
u.is_normalized("x", "é")
u.normalize("NFC", "e\\u0301\\u0323"), u.normalize("NFD", "ệ"), u.normalize("NFC", "\\u1100\\u1161\\u11a8"), ascii(u.normalize("NFD", "각")), ascii(u.normalize("NFC", "\\u0344")), ascii(u.normalize("NFC", "\\u2126\\u212b")), ascii(u.normalize("NFKC", "①ﬀ㍿")), ascii(u.normalize("NFC", "a\\u0315\\u0300\\u05ae\\u0300b")), u.normalize("NFC", "plain") == "plain"
u.ucd_3_2_0.unidata_version, u.ucd_3_2_0.category("\\u0221"), u.ucd_3_2_0.category("😀"), u.category("\\u0221"), u.ucd_3_2_0.normalize("NFC", "e\\u0301"), u.ucd_3_2_0.numeric("½"), u.ucd_3_2_0.lookup("EURO SIGN")
int("٣४"), float("١.٥"), int("𝟙𝟚"), "٣".isdecimal(), "²".isdigit(), "½".isnumeric(), "一".isnumeric(), "一".isdecimal()
int("²")
int("½")
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
print([sum(u.category(chr(c)) == k for c in range(0x3000)) for k in ("Lu", "Ll", "Lt", "Mn", "Nd", "No", "Sm", "Zs", "Cn", "Cf")], sum(u.combining(chr(c)) != 0 for c in range(0x10000)), sum(len(u.normalize("NFKD", chr(c))) > 1 for c in range(0x3000)))
