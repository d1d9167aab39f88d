# `unicodedata` and the methods of `str` ask the same version of Unicode; lone surrogates and code points of the future stay as they are.
import unicodedata as u

print(u.unidata_version, u.ucd_3_2_0.unidata_version)
for c in "a\u0301\u00c5\u2167\u00bd\u06f1\u4e00\uac00\u07ff\u0378\ud800\U0001f600(":
    print(ascii(c), u.name(c, None), u.category(c), u.bidirectional(c), u.combining(c), u.east_asian_width(c), u.mirrored(c),
          u.decimal(c, None), u.digit(c, None), u.numeric(c, None), repr(u.decomposition(c)), c.isprintable())
for form in ("NFC", "NFD", "NFKC", "NFKD"):
    print(form, ascii(u.normalize(form, "e\u0301\ufb01\u212b\ud800\u0301\uac00\u1e9b\u0323")), u.is_normalized(form, "\u00e9"))
print(u.lookup("SNOWMAN"), u.lookup("latin small letter a"), ascii(u.lookup("NULL")), u.lookup(b"SPACE") == " ")
print(u.ucd_3_2_0.category("\u07ff"), u.ucd_3_2_0.name("\u07ff", None), ascii(u.ucd_3_2_0.normalize("NFC", "\U0002f868")))
for call in (lambda: u.name("\x00"), lambda: u.lookup("NO SUCH NAME"), lambda: u.category("ab"), lambda: u.decimal("x"),
             lambda: u.normalize("NF", "\u00e9"), lambda: u.numeric(1), lambda: u.normalize("NFC", 1)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
